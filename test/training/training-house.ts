import { join } from 'node:path';
import { QueueValuation, SeeCapTable, ValueNextRun, type CapRow } from '../../domain/attribution/index.ts';
import { CancelProposal, CastVote, OpenProposal, SettleDueProposals } from '../../domain/governance/index.ts';
import type { Proposal, ProposalAction } from '../../domain/governance/index.ts';
import {
  OpenModelArtefact,
  ProposePublish,
  PublishModel,
  type ModelPublishedHandler,
} from '../../domain/models/index.ts';
import { CountPledges, FoundPool, type Pool } from '../../domain/pools/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import {
  ApproveRun,
  FreezeCorpus,
  OpenCorpus,
  PoolKeyring,
  ProposeRun,
  RunNextTraining,
  type CleanRoom,
  type TrainingRun,
} from '../../domain/training/index.ts';
import { BubblewrapRoom, CompiledAlgorithms } from '../../infra/cleanroom/index.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { postgresAttribution } from '../../infra/postgres/attribution/index.ts';
import { postgresGovernance } from '../../infra/postgres/governance/index.ts';
import { postgresModels } from '../../infra/postgres/models/index.ts';
import { postgresTraining } from '../../infra/postgres/training/index.ts';
import { compilePrograms, LIMITS } from '../cleanroom/compiled.ts';
import type { Member } from '../governance/members.ts';
import { DAY_MS } from '../pools/charters.ts';
import { openPoolHouse } from '../pools/pool-house.ts';
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
  const { database, house, charters, contributions, proposals } = pools;
  const { transactions: tx, dataSource } = database;
  const training = postgresTraining(dataSource);
  const { trainingRuns, corpora, poolKeys } = training;
  const { valuations, capTables } = postgresAttribution(dataSource);
  const { modelVersions } = postgresModels(dataSource);
  const algorithms = await CompiledAlgorithms.load(compiled.root);
  const bubblewrap = new BubblewrapRoom(process.cwd());
  const keyring = new PoolKeyring(await LocalRootKey.fromFile(join(house.folder, 'root.key')), poolKeys);
  const openCorpus = new OpenCorpus(
    ...([tx, corpora, charters, house.mintPermit, house.livePermits, pools.reading, keyring] as const),
  );
  const persons = pools.members.identity.persons;
  const freezeCorpus = new FreezeCorpus(contributions, charters, house.consents, persons, corpora);
  const publishedHandlers: ModelPublishedHandler[] = [];
  const actions = new Map<string, ProposalAction>();
  const count = new CountPledges(pools.pledges, persons, false);
  for (const action of [
    new FoundPool(pools.pools, charters, pools.pledges, contributions, persons, count),
    new ApproveRun(pools.pools, charters, algorithms, trainingRuns),
    new PublishModel(trainingRuns, capTables, charters, modelVersions, publishedHandlers),
  ]) {
    actions.set(action.kind, action);
  }
  const openProposal = new OpenProposal(proposals, actions, pools.electorates);
  const { rolls, ballots } = postgresGovernance(dataSource);
  const castVote = new CastVote(tx, proposals, rolls, ballots, pools.members.verifyAct);
  const settling = new SettleDueProposals(tx, proposals, rolls, ballots, actions, (fault) => {
    throw fault;
  });
  const proposeRun = new ProposeRun(tx, pools.pools, charters, algorithms, openProposal);
  const [algorithm] = algorithms.all();
  if (!algorithm) throw new Error('No algorithm was compiled.');

  const vouch = async (proposal: Proposal, members: readonly Member[]) => {
    for (const member of members) {
      if (!(await rolls.entry(proposal.id, member.viewer.userId))) continue;
      const object = { proposalId: proposal.id, choice: 'FOR' };
      const statementJws = await member.sign({ action: 'governance.vote', subject: proposal.id, object });
      await castVote.execute({ viewer: member.viewer, proposalId: proposal.id, choice: 'FOR', statementJws });
    }
  };
  const passVotes = async () => {
    for (let i = 0; i < 2; i += 1) {
      await database.clock.advance(DAY_MS);
      await settling.execute();
    }
  };

  return {
    ...pools,
    ...training,
    compiled,
    algorithms,
    keyring,
    valuations,
    capTables,
    modelVersions,
    publishedHandlers,
    bubblewrap,
    proposeRun,
    governanceApi: {
      proposals,
      rolls,
      ballots,
      actions,
      castVote,
      cancelProposal: new CancelProposal(tx, proposals, actions),
    },
    proposePublish: new ProposePublish(tx, trainingRuns, capTables, charters, openProposal),
    openModelArtefact: new OpenModelArtefact(modelVersions, house.openObject),
    seeCapTable: new SeeCapTable(capTables, contributions, pools.pools),
    restorePrograms: () => compilePrograms(compiled.root),
    trainer: (room: CleanRoom = bubblewrap) =>
      new RunNextTraining(
        ...([tx, trainingRuns, freezeCorpus, openCorpus, algorithms, room, house.sealObject, LIMITS] as const),
        [new QueueValuation(valuations)],
      ),
    valuer: (room: CleanRoom = bubblewrap) =>
      new ValueNextRun(tx, valuations, capTables, trainingRuns, openCorpus, algorithms, room, LIMITS),
    /** A live pool whose members have these texts as accepted contributions. */
    async aLivePool(textsOf: readonly (readonly string[])[], persons: readonly string[] = []): Promise<LivePool> {
      const { pool, builder } = await pools.aPool();
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
      return proposeRun.execute({ ...pitch, ...changes });
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
      return (await trainingRuns.ofProposal(proposal.id)) as TrainingRun;
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
