import { AuditNow, WatchChecks } from '../domain/audit/index.ts';
import { ledgerChecks, WatchBatches } from '../domain/ledger/index.ts';
import { meteringChecks, QueueDrained, type QueueLag } from '../domain/metering/index.ts';
import { auditVersionOf, revenueChecks, revenueWatches } from '../domain/revenue/index.ts';
import { postgresLedger } from '../infra/postgres/ledger/index.ts';
import { postgresMetering } from '../infra/postgres/metering/index.ts';
import { postgresModels } from '../infra/postgres/models/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import { PostgresSnapshots } from '../infra/postgres/snapshots.ts';
import type { Ground } from './parts.ts';

const LIVENESS = 'pending-fresh';

/** They read what is waiting, parked or summed up already, and so can be asked every few seconds. */
const QUICK: ReadonlySet<string> = new Set([LIVENESS, 'inbox-one-place', 'currency-balanced']);

/** How the books prove themselves: all rules at once, one version's, and those that are watched while the instance runs. */
export function wireProofs({ dataSource }: Ground, lag: QueueLag) {
  const snapshots = new PostgresSnapshots(dataSource);
  const { books, ledgerProofs, newBatches, numberedJournals, bookReader } = postgresLedger(dataSource);
  const { chargedUsage, meteringProofs } = postgresMetering(dataSource);
  const { potBooks, potProofs, usageDecisions, spendings: spendingBooks } = postgresRevenue(dataSource);
  const { publishedVersions: versions } = postgresModels(dataSource);
  const pots = { potBooks, potProofs, spendingBooks, accountBooks: bookReader };
  const readers = {
    usage: chargedUsage,
    journals: numberedJournals,
    book: bookReader,
    versions,
    waivers: [usageDecisions],
    ...pots,
  };
  const all = [...ledgerChecks(ledgerProofs), ...meteringChecks(meteringProofs), ...revenueChecks(readers)];
  const checks = all.filter(({ name }) => name !== LIVENESS);
  const queueDrained = new QueueDrained(lag);
  const states = [...all.filter(({ name }) => QUICK.has(name)), queueDrained];
  return {
    books,
    checks,
    /** Whether somebody posts at all: of a running instance. */
    liveChecks: all.filter(({ name }) => name === LIVENESS),
    /** For workers, who may ask the broker. */
    brokerChecks: [queueDrained],
    watches: [
      new WatchBatches(newBatches),
      ...revenueWatches(snapshots, readers),
      new WatchChecks('states', snapshots, states),
    ],
    auditMoney: new AuditNow(snapshots, books, checks),
    auditVersion: auditVersionOf(snapshots, readers),
  };
}
