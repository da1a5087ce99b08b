import { auditNodes, auditResolvers } from '../api/audit/index.ts';
import { capTableChecks } from '../domain/attribution/index.ts';
import {
  AuditMetrics,
  AuditNow,
  auditStartedSubject,
  KeepWatch,
  RunNextAudit,
  StartAudit,
  StartNightlyAudit,
  type Books,
  type Check,
  type Watch,
} from '../domain/audit/index.ts';
import { versionChecks } from '../domain/models/index.ts';
import { charterChecks } from '../domain/pools/index.ts';
import { frozenOwnersCheck } from '../domain/revenue/index.ts';
import { postgresAttribution } from '../infra/postgres/attribution/index.ts';
import { postgresAudit } from '../infra/postgres/audit/index.ts';
import { postgresModels } from '../infra/postgres/models/index.ts';
import { postgresPools } from '../infra/postgres/pools/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import type { Ground, JobSpec, Wired } from './parts.ts';

/** The first two see only what is new; the others read more, and what they find is in less of a hurry. */
const WATCH_MS: Readonly<Record<string, number>> = { batches: 3_000, calls: 3_000, pots: 15_000, states: 30_000 };
const ANY_WATCH_MS = 10_000;

/** What money can prove of itself; `brokerChecks` are for workers, who may ask the broker. */
interface Proven {
  readonly books: Books;
  readonly checks: readonly Check[];
  readonly liveChecks: readonly Check[];
  readonly brokerChecks: readonly Check[];
  readonly watches: readonly Watch[];
}

/**
 * Collects what every context can prove of itself. Who has more to say adds its checks to `others`; a context that audits
 * itself under its own locks is made a check by `checkOfSelf`.
 */
export function wireAudit(ground: Ground, money: Proven, others: readonly Check[]) {
  const { transactions: tx, dataSource, config } = ground;
  const { snapshots, runs, faults, marks } = postgresAudit(dataSource);
  const { books, watches } = money;
  const checks = [...money.checks, ...money.liveChecks, ...others];
  const context = {
    snapshots,
    runs,
    faults,
    marks,
    auditNow: new AuditNow(snapshots, books, checks),
    startAudit: new StartAudit(tx, runs),
    runNextAudit: new RunNextAudit(tx, snapshots, runs, faults, books, [...checks, ...money.brokerChecks]),
    keepWatch: new KeepWatch(tx, marks, faults),
    watches,
  };
  const nightly = config.auditHour === null ? null : new StartNightlyAudit(tx, runs, config.auditHour);
  const jobs: JobSpec[] = [
    {
      name: 'run audits',
      job: (signal) => context.runNextAudit.execute(signal),
      idleMs: 10_000,
      wakeOn: [`${auditStartedSubject}.`],
    },
    ...watches.map((watch) => ({
      name: `watch ${watch.name}`,
      job: () => context.keepWatch.execute(watch),
      idleMs: WATCH_MS[watch.name] ?? ANY_WATCH_MS,
      share: 0.25,
    })),
    ...(nightly ? [{ name: 'start the nightly audit', job: () => nightly.execute(), idleMs: 60_000 }] : []),
  ];
  const wired: Wired = {
    resolvers: auditResolvers(context),
    nodes: auditNodes(context),
    jobs,
    metrics: [new AuditMetrics(runs, faults, marks)],
  };
  return { ...context, wired };
}

/** What was frozen when a version was published: its charter, its terms, its cap table, and the owners of its pot. */
export function frozenChecks({ dataSource, config }: Ground): readonly Check[] {
  const { frozenCharters } = postgresPools(dataSource, config.countUnproved);
  const { frozenCapTables } = postgresAttribution(dataSource);
  const { publishedVersions } = postgresModels(dataSource);
  const { potBooks } = postgresRevenue(dataSource);
  return [
    ...charterChecks(frozenCharters),
    ...capTableChecks(frozenCapTables),
    ...versionChecks(publishedVersions, frozenCharters, frozenCapTables),
    frozenOwnersCheck({ versions: publishedVersions, potBooks }, frozenCapTables),
  ];
}
