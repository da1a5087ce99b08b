import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attributionNodes, attributionResolvers } from '../api/attribution/index.ts';
import { trainingNodes, trainingResolvers } from '../api/training/index.ts';
import { EndValuations, QueueValuation, SeeCapTable, ValueNextRun } from '../domain/attribution/index.ts';
import {
  ApproveRun,
  EndTraining,
  FreezeCorpus,
  OpenCorpus,
  PoolKeyring,
  ProposeRun,
  RunNextTraining,
  type CleanRoom,
  type RoomLimits,
} from '../domain/training/index.ts';
import { BubblewrapRoom, CompiledAlgorithms } from '../infra/cleanroom/index.ts';
import { repositoryRoot } from '../infra/embedded/index.ts';
import { postgresAttribution } from '../infra/postgres/attribution/index.ts';
import { postgresTraining } from '../infra/postgres/training/index.ts';
import type { Governance } from './governance.ts';
import type { Identity } from './identity.ts';
import type { Attendant, Ground, Wired } from './parts.ts';
import type { Pools } from './pools.ts';
import type { Vaults } from './vaults.ts';

const LIMITS: RoomLimits = { timeMs: 30 * 60_000, memoryMegabytes: 2048, outputBytes: 256 * 1024 * 1024 };

/** The folder that holds the compiled `domain/`, of which the clean room's programs are a part. */
const COMPILED = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Training and attribution together: a valuation runs in the same clean room, on the corpus of its run. `compiled`: where
 * the room's programs are.
 */
export async function wireTraining(
  ground: Ground,
  identity: Identity,
  governance: Governance,
  vaults: Vaults,
  pools: Pools,
  compiled = COMPILED,
) {
  const { transactions: tx, dataSource, rootKey, logger } = ground;
  const [{ charters, contributions }, { announce }] = [pools, governance];
  const { trainingRuns, corpora, poolKeys } = postgresTraining(dataSource);
  const { valuations, capTables } = postgresAttribution(dataSource);
  const algorithms = await CompiledAlgorithms.load(compiled);
  const room = new BubblewrapRoom(repositoryRoot());
  const poolKeyring = new PoolKeyring(rootKey, poolKeys);
  const { mintPermit, checkPermit } = vaults;
  const openCorpus = new OpenCorpus(tx, corpora, charters, mintPermit, checkPermit, pools.reading, poolKeyring);
  const freezeCorpus = new FreezeCorpus(contributions, charters, vaults.consents, identity.persons, corpora);
  const handlers = [new QueueValuation(valuations)];
  const runNext = new RunNextTraining(
    ...([tx, trainingRuns, freezeCorpus, openCorpus, algorithms, room, vaults.sealObject, LIMITS, handlers] as const),
  );
  const valueNext = new ValueNextRun(
    tx,
    valuations,
    capTables,
    trainingRuns,
    openCorpus,
    algorithms,
    room,
    LIMITS,
    announce,
  );
  const approveRun = new ApproveRun(pools.pools, charters, algorithms, trainingRuns);
  governance.actions.set(approveRun.kind, approveRun);
  pools.closingHandlers.push(new EndTraining(trainingRuns, poolKeys), new EndValuations(valuations));
  const context = {
    trainingRuns,
    poolKeys,
    valuations,
    capTables,
    algorithms,
    room,
    poolKeyring,
    freezeCorpus,
    openCorpus,
    proposeRun: new ProposeRun(tx, pools.pools, charters, algorithms, governance.openProposal),
    seeCapTable: new SeeCapTable(capTables, contributions, pools.pools),
  };
  const wired: Wired = {
    resolvers: [...trainingResolvers(context), ...attributionResolvers(context)],
    nodes: [...trainingNodes(context), ...attributionNodes(context)],
    jobs: [
      { name: 'train', job: (signal) => runNext.execute(signal), idleMs: 2_000, wakeOn: ['training.run.'] },
      { name: 'value', job: (signal) => valueNext.execute(signal), idleMs: 2_000, wakeOn: ['attribution.valuation.'] },
    ],
    attendants: [probing(room, logger)],
  };
  return { ...context, wired };
}

/** Says at the start of a worker, and not only when a run fails, that there is no clean room on this machine. */
function probing(room: CleanRoom, logger: Ground['logger']): Attendant {
  return {
    start: () => {
      room.probe().catch((error: unknown) => logger.warn({ err: error }, 'training runs will fail on this machine'));
    },
    stop: () => Promise.resolve(),
  };
}

export type Training = Awaited<ReturnType<typeof wireTraining>>;
