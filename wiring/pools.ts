import { poolsNodes, poolsResolvers } from '../api/pools/index.ts';
import { SOURCES } from '../domain/imports/index.ts';
import {
  CloseDuePledging,
  CountPledges,
  DigestKeyring,
  EvaluateNextContribution,
  FoundPool,
  GivePledge,
  Members,
  OpenFoundingVote,
  Pledgers,
  ProposeAsMember,
  ProposePool,
  ReadCountedRecords,
  RefusePledge,
  StartFoundingVote,
  WithdrawContributions,
  WithdrawPledge,
} from '../domain/pools/index.ts';
import { ALGORITHM_FAMILIES } from '../infra/cleanroom/index.ts';
import { postgresPools } from '../infra/postgres/pools/index.ts';
import type { Governance } from './governance.ts';
import type { Identity } from './identity.ts';
import type { Ground, Wired } from './parts.ts';
import type { Vaults } from './vaults.ts';

export function wirePools(ground: Ground, identity: Identity, governance: Governance, vaults: Vaults) {
  const { transactions: tx, dataSource, config, rootKey } = ground;
  const { countUnproved } = config;
  const { persons } = identity;
  const kept = postgresPools(dataSource, countUnproved);
  const { pools, charters, pledges, contributions, textDigests } = kept;
  const streams = SOURCES.flatMap((source) => source.streams);
  const scopeBounds = { streams, algorithmFamilies: ALGORITHM_FAMILIES };
  const digestKeyring = new DigestKeyring(rootKey, kept.digestKeys);
  const countPledges = new CountPledges(pledges, persons, countUnproved);
  const openFoundingVote = new OpenFoundingVote(pools, governance.openProposal);
  const founding = [tx, pools, charters, countPledges, openFoundingVote] as const;
  const reading = new ReadCountedRecords(vaults.openVault, digestKeyring, textDigests, streams);
  const context = {
    ...kept,
    reading,
    proposals: governance.proposals,
    users: identity.users,
    proposePool: new ProposePool(tx, pools, digestKeyring, scopeBounds, config),
    givePledge: new GivePledge(tx, pools, charters, pledges, vaults.datasets, persons, vaults.giveConsent),
    withdrawPledge: new WithdrawPledge(pledges, vaults.withdrawConsent),
    refusePledge: new RefusePledge(tx, pools, charters, pledges, vaults.datasets, vaults.refuseConsent),
    proposeAsMember: new ProposeAsMember(tx, pools, charters, governance.openProposal),
    startFoundingVote: new StartFoundingVote(...founding),
    closeDuePledging: new CloseDuePledging(...founding),
    evaluateNext: new EvaluateNextContribution(tx, charters, contributions, textDigests, vaults.mintPermit, reading),
  };

  const foundPool = new FoundPool(pools, charters, pledges, contributions, persons, countPledges);
  governance.actions.set(foundPool.kind, foundPool);
  for (const electorate of [
    new Pledgers(pledges, persons, countUnproved),
    new Members(contributions, persons, countUnproved),
  ]) {
    governance.electorates.set(electorate.name, electorate);
  }
  const withdrawn = new WithdrawContributions(pledges, contributions);
  vaults.withdrawnHandlers.push(withdrawn);
  vaults.erasedHandlers.push(withdrawn);

  const { closeDuePledging, evaluateNext } = context;
  const wired: Wired = {
    resolvers: poolsResolvers(context),
    nodes: poolsNodes(context),
    jobs: [
      { name: 'close pledging', job: () => closeDuePledging.execute(), idleMs: 500, wakeOn: ['pools.pool.'] },
      {
        name: 'evaluate contributions',
        job: (signal) => evaluateNext.execute(signal),
        idleMs: 2_000,
        wakeOn: ['pools.'],
      },
    ],
  };
  return { ...context, wired };
}

export type Pools = ReturnType<typeof wirePools>;
