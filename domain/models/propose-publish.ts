import type { CapTables } from '../attribution/index.ts';
import type { OpenProposal, Proposal } from '../governance/index.ts';
import type { Viewer } from '../identity/index.ts';
import type { Charters } from '../pools/index.ts';
import { Forbidden, NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { TrainingRuns } from '../training/index.ts';
import { CapTableNotFrozen } from './errors.ts';

/** The builder asks the members to publish what a run produced, once it is known who owns it. */
export class ProposePublish {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: TrainingRuns,
    private readonly capTables: CapTables,
    private readonly charters: Charters,
    private readonly openProposal: OpenProposal,
  ) {}

  /** Throws NOT_FOUND, FORBIDDEN, CAP_TABLE_NOT_FROZEN, ALREADY_PUBLISHED, and what governance refuses. */
  execute({ viewer, runId }: { viewer: Viewer; runId: Id }): Promise<Proposal> {
    return this.transactions.run(async (tx) => {
      const run = await this.runs.find(tx, runId);
      if (!run) throw new NotFound('The run', ['runId']);
      if (run.builderId !== viewer.userId) {
        throw new Forbidden('Only the builder of a pool proposes to publish its models.', { field: ['runId'] });
      }
      const capTable = await this.capTables.ofRun(tx, runId);
      if (!capTable || run.artefactDigest === null) throw new CapTableNotFrozen();
      const charter = await this.charters.current(tx, run.poolId);
      return this.openProposal.execute(tx, {
        groupId: run.poolId,
        kind: 'publish-model',
        params: { runId, artefactDigest: run.artefactDigest, capTableDigest: capTable.digest },
        title: 'Publish the model of a finished training run',
        authorId: viewer.userId,
        rules: charter.terms.governance,
        electorate: 'members',
      });
    });
  }
}
