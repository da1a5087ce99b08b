import { mandatesNodes, mandatesResolvers } from '../api/mandates/index.ts';
import { PostJournals } from '../domain/ledger/index.ts';
import {
  AuditMandates,
  CaptureTickets,
  ClaimTickets,
  CountTickets,
  ExpireTickets,
  GiveMandate,
  IssueTickets,
  ReleaseTicket,
  RevokeMandate,
  SeeSpending,
  SeeTickets,
  SetSpendingLimit,
  type TicketExpiredHandler,
} from '../domain/mandates/index.ts';
import { GatewayRights, usageJournalKey } from '../domain/metering/index.ts';
import { postgresLedger } from '../infra/postgres/ledger/index.ts';
import { postgresMandates } from '../infra/postgres/mandates/index.ts';
import { postgresMetering } from '../infra/postgres/metering/index.ts';
import type { Identity } from './identity.ts';
import type { Models } from './models.ts';
import type { Ground, Wired } from './parts.ts';
import type { Pools } from './pools.ts';

/** Keys and gateways are `metering`'s, which is built on this: only their rows are looked at here, through their ports. */
export function wireMandates(
  ground: Ground,
  identity: Pick<Identity, 'users' | 'verifyAct'>,
  { pools, charters }: Pick<Pools, 'pools' | 'charters'>,
  { modelVersions }: Pick<Models, 'modelVersions'>,
) {
  const { transactions: tx, dataSource, config } = ground;
  const { users, verifyAct } = identity;
  const { mandates, tickets, dayCounts, spendingLimits } = postgresMandates(dataSource);
  const { apiKeys } = postgresMetering(dataSource);
  const { accounts, journals } = postgresLedger(dataSource);
  const context = {
    ...wireTickets(ground, modelVersions),
    mandates,
    tickets,
    spendingLimits,
    giveMandate: new GiveMandate(tx, mandates, modelVersions, pools, charters, apiKeys, users, verifyAct),
    revokeMandate: new RevokeMandate(tx, mandates, verifyAct),
    setSpendingLimit: new SetSpendingLimit(tx, spendingLimits, users, config.currencies),
    seeSpending: new SeeSpending(spendingLimits, accounts),
    auditMandates: new AuditMandates(tx, tickets, dayCounts, spendingLimits, accounts, journals, usageJournalKey),
  };
  const expire = (signal: AbortSignal) => context.expireTickets.execute(signal);
  const wired: Wired = {
    resolvers: mandatesResolvers(context),
    nodes: mandatesNodes(context),
    jobs: [{ name: 'expire tickets', job: expire, idleMs: 5_000 }],
  };
  return { ...context, wired };
}

/** From a gateway's wish to the end of the hold. */
function wireTickets({ transactions: tx, dataSource, config, logger }: Ground, modelVersions: Models['modelVersions']) {
  const { mandates, tickets, dayCounts, spendingLimits } = postgresMandates(dataSource);
  const { apiKeys: callerKeys, gateways, licences } = postgresMetering(dataSource);
  const { accounts, journals } = postgresLedger(dataSource);
  const postJournals = new PostJournals(accounts, journals);
  const countTickets = new CountTickets(dayCounts, spendingLimits);
  const servingRights = new GatewayRights(gateways, licences);
  const settings = { ticketLifetimeMs: config.ticketLifetimeMs };
  const read = { modelVersions, servingRights, callerKeys, mandates, dayCounts, spendingLimits };
  const expiredHandlers: TicketExpiredHandler[] = [];
  return {
    expiredHandlers,
    issueTickets: new IssueTickets({ transactions: tx, ...read, tickets, countTickets, postJournals, settings }),
    releaseTicket: new ReleaseTicket(tx, tickets, postJournals, countTickets),
    claimTickets: new ClaimTickets(tickets),
    captureTickets: new CaptureTickets(tickets, countTickets),
    expireTickets: new ExpireTickets(tx, tickets, countTickets, expiredHandlers, (err, ticketId) =>
      logger.error({ err, ticketId }, 'a ticket failed to expire and will be tried again'),
    ),
    seeTickets: new SeeTickets(tickets, gateways),
  };
}

export type Mandates = ReturnType<typeof wireMandates>;
