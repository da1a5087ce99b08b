import type { Proposal, ProposalAction } from '../governance/index.ts';
import type { Charter, Charters, Pools, Pool } from '../pools/index.ts';
import { InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import { parseApproveRun, type ApproveRunParams } from './approve-run-params.ts';
import { AlgorithmUnknown, PoolNotTrainable } from './errors.ts';
import { runChanged } from './events.ts';
import type { Algorithms, TrainingRuns } from './ports.ts';
import type { RunConfig } from './run-config.ts';
import { approvedRun } from './training-run.ts';

/** The effect of the members' vote: the run is queued, and the next free worker starts it. */
export class ApproveRun implements ProposalAction<ApproveRunParams> {
  readonly kind = 'approve-run';

  constructor(
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly algorithms: Algorithms,
    private readonly runs: TrainingRuns,
  ) {}

  parse(params: Json): ApproveRunParams {
    return parseApproveRun(params);
  }

  async check(tx: Tx, params: ApproveRunParams, { groupId }: { groupId: Id }): Promise<void> {
    await this.trainable(tx, params, groupId);
  }

  preview(params: ApproveRunParams): Promise<readonly string[]> {
    const read = params.config.streams.map(({ name, fields }) => `${fields.join(' and ')} of ${name}`).join('; ');
    return Promise.resolve([
      `${params.algorithm} (digest ${params.algorithmDigest}) is trained once, in the clean room.`,
      `It reads: ${read}; of accepted contributions whose consent stands when it starts. One record in ten is held out.`,
      `${params.valuation} (digest ${params.valuationDigest}) then measures what each person's records were worth.`,
    ]);
  }

  async execute(tx: Tx, params: ApproveRunParams, proposal: Proposal): Promise<void> {
    const pool = await this.trainable(tx, params, proposal.groupId);
    const approval = { ...params, poolId: pool.id, proposalId: proposal.id, builderId: pool.builderId };
    const run = approvedRun(approval, tx.now);
    await this.runs.insert(tx, run);
    tx.emit(runChanged(run, run.state));
  }

  private async trainable(tx: Tx, params: ApproveRunParams, poolId: Id): Promise<Pool> {
    const pool = await this.pools.lock(tx, poolId);
    if (!pool) throw new NotFound('The pool', ['poolId']);
    if (pool.state !== 'live') throw new PoolNotTrainable(pool.state);
    const charter = await this.charters.current(tx, poolId);
    const algorithm = await this.algorithms.exactly(params.algorithm, params.algorithmDigest);
    await this.algorithms.exactly(params.valuation, params.valuationDigest);
    if (algorithm.family !== charter.scope.algorithmFamily) throw new AlgorithmUnknown(params.algorithm);
    assertWithinScope(params.config, charter);
    return pool;
  }
}

/** Members consented to the scope, so a vote cannot widen it. */
function assertWithinScope(config: RunConfig, { scope }: Charter): void {
  for (const { name, fields } of config.streams) {
    const granted = scope.streams.find((stream) => stream.name === name);
    if (!granted || !fields.every((field) => granted.fields.includes(field))) {
      throw new InvalidInput(['params', 'config'], `The charter's scope does not cover all of ${name} that is named.`);
    }
  }
}
