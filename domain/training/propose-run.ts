import type { OpenProposal, Proposal } from '../governance/index.ts';
import type { Viewer } from '../identity/index.ts';
import { streamDefinition } from '../imports/index.ts';
import type { Charters, Pools, Scope } from '../pools/index.ts';
import { Forbidden, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { AlgorithmUnknown } from './errors.ts';
import type { Algorithms } from './ports.ts';
import { configJson, type TextStream } from './run-config.ts';

export interface RunPitch {
  readonly viewer: Viewer;
  readonly poolId: Id;
  readonly algorithm: string;
  readonly algorithmDigest: string;
}

/** The builder asks the members for one run of one algorithm on all text that the charter's scope covers. */
export class ProposeRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly algorithms: Algorithms,
    private readonly openProposal: OpenProposal,
  ) {}

  /** Throws NOT_FOUND, FORBIDDEN, ALGORITHM_UNKNOWN, ALGORITHM_CHANGED, POOL_NOT_TRAINABLE, and what governance refuses. */
  async execute(pitch: RunPitch): Promise<Proposal> {
    const algorithm = await this.algorithms.exactly(pitch.algorithm, pitch.algorithmDigest);
    const { family } = algorithm;
    const valuation = this.algorithms.all().find((each) => each.family === family && each.purpose === 'valuation');
    if (algorithm.purpose !== 'training' || !valuation) throw new AlgorithmUnknown(pitch.algorithm);
    return this.transactions.run(async (tx) => {
      const pool = await this.pools.lock(tx, pitch.poolId);
      if (!pool) throw new NotFound('The pool', ['poolId']);
      if (pool.builderId !== pitch.viewer.userId) {
        throw new Forbidden('Only the builder of a pool proposes its runs.', { field: ['poolId'] });
      }
      const charter = await this.charters.current(tx, pool.id);
      return this.openProposal.execute(tx, {
        groupId: pool.id,
        kind: 'approve-run',
        params: {
          algorithm: algorithm.name,
          algorithmDigest: algorithm.digest,
          valuation: valuation.name,
          valuationDigest: valuation.digest,
          config: configJson({ streams: textStreams(charter.scope) }),
        },
        title: `Train ${algorithm.name} for the pool ${pool.name}`,
        authorId: pitch.viewer.userId,
        rules: charter.terms.governance,
        electorate: 'members',
      });
    });
  }
}

/** The fields of a scope that people wrote. */
export function textStreams(scope: Scope): TextStream[] {
  return scope.streams.flatMap(({ name, fields }) => {
    const written = streamDefinition(name)?.fields.filter((field) => field.class === 'free-text') ?? [];
    const text = fields.filter((field) => written.some((each) => each.name === field));
    return text.length > 0 ? [{ name, fields: text }] : [];
  });
}
