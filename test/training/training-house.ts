import { QueueValuation, ValueNextRun, type CapRow } from '../../domain/attribution/index.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import type { Pool, Terms } from '../../domain/pools/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { RunNextTraining, type CleanRoom, type TrainingRun } from '../../domain/training/index.ts';
import { wireModels } from '../../wiring/models.ts';
import { wireTraining } from '../../wiring/training.ts';
import { compilePrograms, LIMITS } from '../cleanroom/compiled.ts';
import type { Member } from '../governance/members.ts';
import { openPoolHouse } from '../pools/pool-house.ts';
import { DAY_MS } from '../pools/charters.ts';
import { Language, seeded } from './texts.ts';

export type TrainingHouse = Awaited<ReturnType<typeof openTrainingHouse>>;

export interface LivePool {
  readonly pool: Pool;
  readonly builder: Member;
  readonly members: readonly Member[];
}

/** Everything from a proposed run to a live model version, on a real database, sealed files and a real clean room. */
export async function openTrainingHouse() {
  const pools = await openPoolHouse();
  const compiled = await compilePrograms();
  const { database, house, proposals, wiring } = pools;
  const { ground, transactions: tx } = house;
  const { identity, governance, vaults } = wiring;
  const { castVote, rolls } = governance;
  const training = await wireTraining(ground, identity, governance, vaults, wiring.pools, compiled.root);
  const models = wireModels(ground, governance, wiring.pools, training, vaults);
  const { trainingRuns, valuations, capTables, algorithms, freezeCorpus, openCorpus, room: bubblewrap } = training;
  const [algorithm] = algorithms.all();
  if (!algorithm) throw new Error('No algorithm was compiled.');

  const vouch = async (proposal: Proposal, members: readonly Member[]) => {
    for (const member of members) {
      if (!(await rolls.placesOf(member.viewer.userId, [proposal.id])).has(proposal.id)) continue;
      const object = { proposalId: proposal.id, choice: 'FOR' };
      const statementJws = await member.sign({ action: 'governance.vote', subject: proposal.id, object });
      await castVote.execute({ viewer: member.viewer, proposalId: proposal.id, choice: 'FOR', statementJws });
    }
  };
  const passVotes = async () => {
    for (let i = 0; i < 2; i += 1) {
      await database.clock.advance(DAY_MS);
      await pools.settle();
    }
  };

  return {
    ...pools,
    ...training,
    ...models,
    compiled,
    bubblewrap,
    /** Of every context from governance up to models. */
    wired: [governance.wired, pools.wired, training.wired, models.wired],
    restorePrograms: () => compilePrograms(compiled.root),
    trainer: (room: CleanRoom = bubblewrap) =>
      new RunNextTraining(
        ...([tx, trainingRuns, freezeCorpus, openCorpus, algorithms, room, vaults.sealObject, LIMITS] as const),
        [new QueueValuation(valuations)],
      ),
    valuer: (room: CleanRoom = bubblewrap) =>
      new ValueNextRun(
        ...([tx, valuations, capTables, trainingRuns, openCorpus, algorithms, room, LIMITS] as const),
        governance.announce,
      ),
    /** A live pool whose members have these texts as accepted contributions. */
    async aLivePool(
      textsOf: readonly (readonly string[])[],
      persons: readonly string[] = [],
      terms: Partial<Terms> = {},
    ): Promise<LivePool> {
      const { pool, builder } = await pools.aPool({ terms });
      const members: Member[] = [];
      for (const [at, texts] of textsOf.entries()) {
        const person = persons[at];
        const member = await pools.members.join(person === undefined ? {} : { person });
        await pools.pledge(member, pool, await pools.comments(member, texts));
        members.push(member);
      }
      const founding = await pools.startFoundingVote.execute({ viewer: builder.viewer, poolId: pool.id });
      await vouch((await proposals.byId(String(founding.foundingProposalId))) as Proposal, members);
      await passVotes();
      await pools.evaluateAll();
      return { pool, builder, members };
    },
    propose({ pool, builder }: LivePool, changes: Partial<{ viewer: Member['viewer']; algorithmDigest: string }> = {}) {
      const { name, digest } = algorithm;
      const pitch = { viewer: builder.viewer, poolId: pool.id, algorithm: name, algorithmDigest: digest };
      return training.proposeRun.execute({ ...pitch, ...changes });
    },
    /** Every member votes for it. */
    vouch,
    /** Every member votes for it, and its time passes. */
    async adopt(proposal: Proposal, members: readonly Member[]): Promise<Proposal> {
      await vouch(proposal, members);
      await passVotes();
      return (await proposals.byId(proposal.id)) as Proposal;
    },
    async anApprovedRun(live: LivePool): Promise<TrainingRun> {
      const proposal = await this.adopt(await this.propose(live), live.members);
      const { items } = await trainingRuns.ofPool(live.pool.id, { limit: 100, direction: 'forward' });
      return items.find((run) => run.proposalId === proposal.id) as TrainingRun;
    },
    runById: async (id: Id) => (await trainingRuns.byId(id)) as TrainingRun,
    rowsOf: (capTableId: Id): Promise<readonly CapRow[]> => tx.run((t) => capTables.rows(t, capTableId)),
    close: async () => {
      await pools.close();
      await compiled.remove();
    },
  };
}

/** Texts of speakers of one language. */
export function speakers(count: number, textsEach: number, seed = 1): string[][] {
  const random = seeded(seed);
  const language = new Language(200, random);
  return Array.from({ length: count }, () =>
    Array.from({ length: textsEach }, () => language.sentence(8 + Math.floor(random() * 8), random)),
  );
}
