import {
  AlgorithmsDocument,
  BuilderBalanceDocument,
  ProposalChangedDocument,
  ProposePoolDocument,
  ProposePublishDocument,
  ProposeTrainingRunDocument,
  StartFoundingVoteDocument,
  TrainingRunChangedDocument,
  TrainingRunsDocument,
  type PoolStateFragment,
  type ProposalStateFragment,
  type ProposePoolInput,
  type TrainingRunStateFragment,
} from '../../../codegen/generated/graphql.ts';
import { Actor, first, present, signUp } from './actor.ts';

/** Where a proposal does not move any more. */
const SETTLED = new Set(['EXECUTED', 'DEFEATED', 'EXPIRED', 'CANCELLED']);

/** Pitches a pool, and asks its members for everything that follows. */
export class Builder extends Actor {
  static async signsUp(url: string, handle: string): Promise<Builder> {
    const { userId, client } = await signUp(url, handle);
    return new Builder(handle, userId, client);
  }

  async proposesPool(input: ProposePoolInput): Promise<PoolStateFragment> {
    const { proposePool } = await this.client.request(ProposePoolDocument, { input });
    return present(proposePool.pool);
  }

  /** Before the deadline, since the minima are met. */
  async startsFoundingVote(poolId: string): Promise<PoolStateFragment> {
    const { startFoundingVote } = await this.client.request(StartFoundingVoteDocument, { input: { poolId } });
    return present(startFoundingVote.pool);
  }

  /** Over the first training algorithm of the instance, at the digest that it has now. */
  async proposesRun(poolId: string): Promise<ProposalStateFragment> {
    const { algorithms } = await this.client.request(AlgorithmsDocument);
    const trainer = present(algorithms.find(({ purpose }) => purpose === 'TRAINING'));
    const input = { poolId, algorithm: trainer.name, algorithmDigest: trainer.digest };
    const { proposeTrainingRun } = await this.client.request(ProposeTrainingRunDocument, { input });
    return present(proposeTrainingRun.proposal);
  }

  async proposesPublication(runId: string): Promise<ProposalStateFragment> {
    const { proposePublish } = await this.client.request(ProposePublishDocument, { input: { runId } });
    return present(proposePublish.proposal);
  }

  /** Waits until the vote is over and, if it passed, executed. */
  async sees(proposalId: string, onChange: (proposal: ProposalStateFragment) => void = () => {}) {
    const { proposalChanged } = await first(
      this.client.follow(ProposalChangedDocument, { proposalId }),
      ({ proposalChanged: proposal }) => {
        onChange(proposal);
        return SETTLED.has(proposal.state);
      },
    );
    return proposalChanged;
  }

  async balanceMicros(currency: string): Promise<bigint> {
    const { builderBalance } = await this.client.request(BuilderBalanceDocument, { currency });
    return BigInt(builderBalance.balanceMicros);
  }

  async latestRun(poolId: string): Promise<TrainingRunStateFragment> {
    const { trainingRuns } = await this.client.request(TrainingRunsDocument, { poolId, first: 1 });
    return present(trainingRuns.edges[0]?.node);
  }

  async seesTraining(runId: string, onProgress: (run: TrainingRunStateFragment) => void) {
    const { trainingRunChanged } = await first(
      this.client.follow(TrainingRunChangedDocument, { runId }),
      ({ trainingRunChanged: run }) => {
        onProgress(run);
        return run.state === 'SUCCEEDED' || run.state === 'FAILED';
      },
    );
    return trainingRunChanged;
  }
}
