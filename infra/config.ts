import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Issuer, TaxRate } from '../domain/billing/index.ts';
import type { TrustedIssuer } from '../domain/identity/index.ts';
import type { Currency, Micros } from '../domain/shared/index.ts';
import { ConfigurationFault, type Fault } from './config/fault.ts';
import { hideSecrets } from './config/hide-secrets.ts';
import { VARIABLES, type Values } from './config/variables.ts';

export { ConfigurationFault } from './config/fault.ts';

export type Role = 'api' | 'worker';

/** What an instance is told by its environment. `docs` and the message of a fault name the variables. */
export interface Config {
  /** Both or neither. Null: both servers are started by this process and live in the data folder. */
  readonly databaseUrl: string | null;
  readonly natsUrl: string | null;
  /** False: what the servers started here hold is gone when they stop. */
  readonly durable: boolean;
  /** Absolute. */
  readonly dataFolder: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Without a slash at its end. Null: the address that is listened on. */
  readonly publicUrl: string | null;
  /** The name in every signature and token. */
  readonly instance: string;
  readonly roles: readonly Role[];
  /** Writers that post usage beside each other, each for its part of the customers. */
  readonly postingShards: number;
  /** Base64. Null: the key is in `rootKeyFile`, which is made at the first start. */
  readonly rootKey: string | null;
  readonly rootKeyFile: string;
  /** Null: made at the first start. */
  readonly setupToken: string | null;
  readonly oidcIssuers: readonly TrustedIssuer[];
  readonly minPeriodMs: number;
  readonly recoveryDelayMs: number;
  /** For how long after the day of a call a refund takes its share from the owners; what they earned ripens after it. */
  readonly maturityMs: number;
  /** Whether accounts that are bound to no person count in votes and minima. */
  readonly countUnproved: boolean;
  readonly uploadLimitBytes: bigint;
  readonly currencies: readonly Currency[];
  /** From which hour on (UTC) the nightly audit runs. Null: it does not. */
  readonly auditHour: number | null;
  /** By which metrics can be read from other machines. Null: only from this one. */
  readonly metricsToken: string | null;
  /** Who issues receipts and invoices; null where nobody said so. */
  readonly issuer: Issuer | null;
  /** By country. */
  readonly taxes: Readonly<Record<string, TaxRate>>;
  /** Where a currency has no minimum of its own. */
  readonly minPayoutMicros: Micros;
  readonly minPayoutMicrosOf: ReadonlyMap<Currency, Micros>;
  /** Null: operators take payouts to the bank. */
  readonly payoutWebhookUrl: string | null;
  /** The first signs; all of them count. Null where there is no webhook. */
  readonly payoutWebhookSecrets: readonly string[] | null;
  /** Of a mail server, with its password. Null: no mail is sent. */
  readonly smtpUrl: string | null;
  /** Null where no mail is sent. */
  readonly mailFrom: string | null;
  /** Null: nobody outside takes notices. */
  readonly noticeWebhookUrl: string | null;
  /** The first signs; all of them count. Null where there is no webhook. */
  readonly noticeWebhookSecrets: readonly string[] | null;
  /** Deliveries of usage are turned away while more accepted events wait than this, or have waited longer. */
  readonly inboxLimit: number;
  readonly inboxLagMs: number;
  /** What one gateway may report, per process. */
  readonly gatewayEventsPerSecond: number;
  /** How long a gateway's number may be missing before it is reported. */
  readonly gapDelayMs: number;
  /** How long a gateway may take to report a call that the platform bought itself. */
  readonly probeWindowMs: number;
  /** Whether a gap or a failed probe suspends its gateway at once. */
  readonly suspendOnGap: boolean;
  /** Up to so much of a call one operator alone may pay back. */
  readonly soloRefundMicros: bigint;
  /** How long a case may stay undecided before it is escalated. */
  readonly caseDeadlineMs: number;
  /** How long a ticket waits for its usage event before it is captured whole. */
  readonly ticketLifetimeMs: number;
  readonly logLevel: Values['LOG_LEVEL'];
}

/** Reads and checks the whole environment before anything starts; throws ConfigurationFault with all faults. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const { values, faults } = read(env);
  const dataFolder = resolve(values.COMMONPOOL_DATA ?? '.data');
  const rootKeyFile = join(dataFolder, 'root.key');
  const all = [...faults, ...contradictions(values, rootKeyFile)];
  if (all.length > 0) throw new ConfigurationFault(all);
  return toConfig(values as Values, dataFolder, rootKeyFile);
}

/** An empty variable counts as absent: that is how env files and compose files say nothing. */
function read(env: NodeJS.ProcessEnv): { values: Partial<Values>; faults: Fault[] } {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [name, { schema, should, example }] of Object.entries(VARIABLES)) {
    const parsed = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (parsed.success) values[name] = parsed.data;
    else faults.push({ name, should, example });
  }
  return { values, faults };
}

/** Of no use without each other. */
const TOGETHER = [
  ['COMMONPOOL_PAYOUT_WEBHOOK_URL', 'COMMONPOOL_PAYOUT_WEBHOOK_SECRET'],
  ['COMMONPOOL_NOTICE_WEBHOOK_URL', 'COMMONPOOL_NOTICE_WEBHOOK_SECRET'],
  ['COMMONPOOL_SMTP_URL', 'COMMONPOOL_MAIL_FROM'],
] as const;

/** What is wrong although each value is right for itself. */
function contradictions(values: Partial<Values>, rootKeyFile: string): Fault[] {
  const faults: Fault[] = [];
  const wrong = (name: keyof Values, should: string): void => {
    faults.push({ name, should, example: VARIABLES[name].example });
  };
  for (const [one, other] of TOGETHER) {
    if (values[one] && other in values && !values[other]) wrong(other, `set too where ${one} is set`);
    if (values[other] && one in values && !values[one]) wrong(one, `set too where ${other} is set`);
  }
  const known = 'DATABASE_URL' in values && 'NATS_URL' in values;
  if (!known) return faults;
  const { DATABASE_URL: database, NATS_URL: nats, COMMONPOOL_ROLES: roles } = values;
  if (database && !nats) wrong('NATS_URL', 'set too where DATABASE_URL is set, or neither');
  if (nats && !database) wrong('DATABASE_URL', 'set too where NATS_URL is set, or neither');
  if (database && 'COMMONPOOL_ROOT_KEY' in values && !values.COMMONPOOL_ROOT_KEY && !existsSync(rootKeyFile)) {
    wrong(
      'COMMONPOOL_ROOT_KEY',
      `set where DATABASE_URL is set, since all processes need the same (or put it in ${rootKeyFile})`,
    );
  }
  if (!database && !nats && roles && new Set(roles).size < 2) {
    wrong('COMMONPOOL_ROLES', 'both roles where the servers are started here, since no other process can reach them');
  }
  return faults;
}

function toConfig(values: Values, dataFolder: string, rootKeyFile: string): Config {
  const publicUrl = values.COMMONPOOL_PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  const config: Config = {
    databaseUrl: values.DATABASE_URL ?? null,
    natsUrl: values.NATS_URL ?? null,
    durable: values.COMMONPOOL_DURABLE,
    dataFolder,
    host: values.HOST,
    port: values.PORT,
    publicUrl,
    instance: values.COMMONPOOL_INSTANCE ?? publicUrl ?? localName(values.PORT),
    roles: [...new Set(values.COMMONPOOL_ROLES)],
    postingShards: values.COMMONPOOL_POSTING_SHARDS,
    rootKey: values.COMMONPOOL_ROOT_KEY ?? null,
    rootKeyFile,
    setupToken: values.COMMONPOOL_SETUP_TOKEN ?? null,
    oidcIssuers: values.COMMONPOOL_OIDC_ISSUERS,
    minPeriodMs: values.COMMONPOOL_MIN_PERIOD_MS,
    recoveryDelayMs: values.COMMONPOOL_RECOVERY_DELAY_MS,
    maturityMs: values.COMMONPOOL_MATURITY_MS,
    countUnproved: values.COMMONPOOL_COUNT_UNPROVED,
    uploadLimitBytes: values.COMMONPOOL_UPLOAD_LIMIT_BYTES,
    currencies: values.COMMONPOOL_CURRENCIES,
    auditHour: values.COMMONPOOL_AUDIT_HOUR,
    metricsToken: values.COMMONPOOL_METRICS_TOKEN ?? null,
    issuer: values.COMMONPOOL_ISSUER ?? null,
    taxes: values.COMMONPOOL_TAXES,
    minPayoutMicros: values.COMMONPOOL_MIN_PAYOUT_MICROS.micros,
    minPayoutMicrosOf: new Map(values.COMMONPOOL_MIN_PAYOUT_MICROS.microsOf),
    payoutWebhookUrl: values.COMMONPOOL_PAYOUT_WEBHOOK_URL ?? null,
    payoutWebhookSecrets: values.COMMONPOOL_PAYOUT_WEBHOOK_SECRET ?? null,
    smtpUrl: values.COMMONPOOL_SMTP_URL ?? null,
    mailFrom: values.COMMONPOOL_MAIL_FROM ?? null,
    noticeWebhookUrl: values.COMMONPOOL_NOTICE_WEBHOOK_URL ?? null,
    noticeWebhookSecrets: values.COMMONPOOL_NOTICE_WEBHOOK_SECRET ?? null,
    inboxLimit: values.COMMONPOOL_INBOX_LIMIT,
    inboxLagMs: values.COMMONPOOL_INBOX_LAG_MS,
    gatewayEventsPerSecond: values.COMMONPOOL_GATEWAY_EVENTS_PER_SECOND,
    gapDelayMs: values.COMMONPOOL_GAP_DELAY_MS,
    probeWindowMs: values.COMMONPOOL_PROBE_WINDOW_MS,
    suspendOnGap: values.COMMONPOOL_SUSPEND_ON_GAP,
    soloRefundMicros: values.COMMONPOOL_SOLO_REFUND_MICROS,
    caseDeadlineMs: values.COMMONPOOL_CASE_DEADLINE_MS,
    ticketLifetimeMs: values.COMMONPOOL_TICKET_LIFETIME_MS,
    logLevel: values.LOG_LEVEL,
  };
  return hideSecrets(config, [
    'databaseUrl',
    'natsUrl',
    'rootKey',
    'setupToken',
    'payoutWebhookSecrets',
    'smtpUrl',
    'noticeWebhookSecrets',
    'metricsToken',
  ]);
}

/** Signatures of yesterday must verify today, so a port that changes at each start is no part of the name. */
function localName(port: number): string {
  return port === 0 ? 'http://localhost' : `http://localhost:${port}`;
}
