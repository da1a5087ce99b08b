import { poolsNodes, poolsResolvers } from '../api/pools/index.ts';
import { SOURCES } from '../domain/imports/index.ts';
import {
  BarBuyers,
  ChangeCharter,
  CloseDuePledging,
  ClosePool,
  CountPledges,
  DigestKeyring,
  EvaluateNextContribution,
  FinishClosing,
  FoundPool,
  GivePledge,
  LeaveByReserve,
  Members,
  OpenFoundingVote,
  OptIn,
  Pledgers,
  ProposeAsMember,
  ProposePool,
  ReadCountedRecords,
  RefusePledge,
  RemoveBuilder,
  RenewContributions,
  SetReserve,
  StartFoundingVote,
  TakeScope,
  WithdrawContributions,
  WithdrawPledge,
  poolAudiences,
  type Buyers,
  type PoolClosingHandler,
  type ScopeBounds,
} from '../domain/pools/index.ts';
import { ALGORITHM_FAMILIES } from '../infra/cleanroom/index.ts';
import { postgresPools } from '../infra/postgres/pools/index.ts';
import type { Governance } from './governance.ts';
import type { Identity } from './identity.ts';
import type { Ground, Wired } from './parts.ts';
import type { Vaults } from './vaults.ts';

export function wirePools(ground: Ground, identity: Identity, governance: Governance, vaults: Vaults) {
  const { transactions: tx, dataSource, config, rootKey } = ground;
  const [{ countUnproved }, { persons }] = [config, identity];
  const kept = postgresPools(dataSource, countUnproved);
  const { pools, charters, pledges, contributions, textDigests } = kept;
  const streams = SOURCES.flatMap((source) => source.streams);
  const scopeBounds = { streams, algorithmFamilies: ALGORITHM_FAMILIES };
  const digestKeyring = new DigestKeyring(rootKey, kept.digestKeys);
  const countPledges = new CountPledges(pledges, persons, countUnproved);
  const openFoundingVote = new OpenFoundingVote(pools, governance.openProposal);
  const founding = [tx, pools, charters, countPledges, openFoundingVote] as const;
  const reading = new ReadCountedRecords(vaults.openVault, digestKeyring, textDigests, streams);
  const closing = wireClosing(ground, identity, vaults, kept);
  const { setReserve, optIn, actions } = wireChanges(ground, identity, governance, vaults, kept, scopeBounds);
  const context = {
    ...kept,
    ...closing,
    ...registerPeople(governance, kept, persons, countUnproved),
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
    setReserve,
    optIn,
    evaluateNext: new EvaluateNextContribution(tx, charters, contributions, textDigests, vaults.mintPermit, reading),
  };

  const foundPool = new FoundPool(pools, charters, pledges, contributions, persons, countPledges);
  for (const action of [foundPool, closing.closePool, ...actions]) governance.actions.set(action.kind, action);
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
        name: 'close pools',
        job: () => context.finishClosing.execute(),
        idleMs: 2_000,
        wakeOn: ['pools.pool.'],
      },
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

/** Who votes in pools, and who hears of them. `buyers` is filled by the contexts above. */
function registerPeople(
  { electorates, audiences }: Governance,
  { pledges, contributions, charters }: ReturnType<typeof postgresPools>,
  persons: Identity['persons'],
  countUnproved: boolean,
): { readonly buyers: Buyers[] } {
  const buyers: Buyers[] = [];
  const barBuyers = new BarBuyers(persons, buyers);
  for (const electorate of [
    new Pledgers(pledges, persons, countUnproved),
    new Members(contributions, charters, persons, barBuyers, countUnproved),
  ]) {
    electorates.set(electorate.name, electorate);
  }
  for (const audience of poolAudiences(contributions)) audiences.set(audience.name, audience);
  return { buyers };
}

/** How a pool ends. `closingHandlers` is filled by the contexts above. */
function wireClosing(
  { transactions: tx }: Ground,
  { users }: Identity,
  { endConsent }: Vaults,
  { pools, pledges, contributions, closings, digestKeys }: ReturnType<typeof postgresPools>,
) {
  const closingHandlers: PoolClosingHandler[] = [];
  return {
    closingHandlers,
    closePool: new ClosePool(pools, closings, contributions, users, closingHandlers),
    finishClosing: new FinishClosing(tx, pools, closings, pledges, endConsent, digestKeys, closingHandlers),
  };
}

/** How a live pool becomes another, and what its members keep in their own hands meanwhile. */
function wireChanges(
  { transactions: tx, config }: Ground,
  identity: Identity,
  governance: Governance,
  vaults: Vaults,
  { pools, charters, pledges, contributions, reserves, optIns }: ReturnType<typeof postgresPools>,
  scopeBounds: ScopeBounds,
) {
  const leaveByReserve = new LeaveByReserve(reserves, contributions, vaults.endConsent, governance.announce);
  const renew = new RenewContributions(contributions, vaults.endConsent);
  const takeScope = new TakeScope(optIns, vaults.consents, contributions, renew, governance.announce);
  const bounds = { ...scopeBounds, currencies: config.currencies, minPeriodMs: config.minPeriodMs };
  const changing = [pools, charters, reserves, leaveByReserve, takeScope, bounds] as const;
  const widenScope = new ChangeCharter('scope', ...changing);
  const members = [tx, pools, charters, pledges, contributions, reserves, identity.verifyAct] as const;
  return {
    actions: [new ChangeCharter('terms', ...changing), widenScope, new RemoveBuilder(pools, identity.users)],
    setReserve: new SetReserve(...members, scopeBounds.algorithmFamilies),
    optIn: new OptIn(
      tx,
      pools,
      charters,
      contributions,
      renew,
      optIns,
      governance.proposals,
      widenScope,
      vaults.giveConsent,
    ),
  };
}

export type Pools = ReturnType<typeof wirePools>;
