import { z } from 'zod';
import { documentIssuer, taxRates } from './documents.ts';
import { json } from './json.ts';
import { mailFrom, webhookSecrets, webhookUrl } from './receivers.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const GIGABYTE = 1024 ** 3;

/** One environment variable: how it is read, what it means when it is absent, and how to say that it is wrong. */
export interface Variable<T> {
  readonly schema: z.ZodType<T>;
  readonly should: string;
  readonly example: string;
}

function variable<T>(schema: z.ZodType<T>, should: string, example: string): Variable<T> {
  return { schema, should, example };
}

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
const urls = (...protocols: string[]) =>
  z.string().refine((text) => text.split(',').every((part) => url(...protocols).safeParse(part.trim()).success));
const wholeNumber = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(least).max(most));
const yesOrNo = z.enum(['true', 'false']);
const isTrue = (word: string) => word === 'true';
const list = (text: string) => text.split(',').map((word) => word.trim());

/** An issuer is reached through TLS; only a test's own issuer on this machine may do without. */
const issuerUrl = url('https:', 'http:').refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
});
const issuer = z
  .strictObject({
    issuer: issuerUrl,
    audience: z.string().min(1),
    jwksUri: issuerUrl.nullable().default(null),
    personClaim: z.string().min(1).nullable().default(null),
    personScheme: z.string().min(1).nullable().default(null),
  })
  .readonly();
const issuers = json.pipe(z.array(issuer));

const rootKey = z.string().refine((text) => {
  const key = Buffer.from(text, 'base64');
  return key.length === 32 && key.toString('base64') === text.trim();
});

/** `5000000`, or with minima of single currencies `5000000,JPY=700000000`. */
const minimum = z
  .string()
  .regex(/^\d{1,18}(,[A-Z]{3}=\d{1,18})*$/)
  .transform((text) => {
    const [least = '', ...single] = text.split(',');
    return {
      micros: BigInt(least),
      microsOf: single.map((part) => [part.slice(0, 3), BigInt(part.slice(4))] as const),
    };
  });

export const VARIABLES = {
  DATABASE_URL: variable(
    url('postgres:', 'postgresql:').optional(),
    'the address of a PostgreSQL 16 or newer, set together with NATS_URL (with neither, both servers are started here)',
    'postgres://commonpool:<password>@db.example.org:5432/commonpool',
  ),
  NATS_URL: variable(
    urls('nats:', 'tls:').optional(),
    'the address of a NATS server with JetStream, or several with commas, set together with DATABASE_URL',
    'nats://commonpool:<password>@nats.example.org:4222',
  ),
  COMMONPOOL_DATA: variable(z.string().default('.data'), 'a folder for all that this instance keeps', '.data'),
  COMMONPOOL_DURABLE: variable(
    yesOrNo.default('true').transform(isTrue),
    'true or false: false forgets all data of the servers started here when they stop, for tests and demonstrations',
    'true',
  ),
  PORT: variable(wholeNumber(0, 65_535).default(4000), 'a port from 1 to 65535, or 0 for any free one', '4000'),
  HOST: variable(z.string().default('127.0.0.1'), 'the address to listen on', '127.0.0.1'),
  COMMONPOOL_PUBLIC_URL: variable(
    url('http:', 'https:').optional(),
    'the address under which members reach this instance, starting with http:// or https://',
    'https://pool.example.org',
  ),
  COMMONPOOL_INSTANCE: variable(
    z.string().min(1).max(200).optional(),
    'the name that signatures and tokens are bound to, of at most 200 characters; it must never change',
    'https://pool.example.org',
  ),
  COMMONPOOL_ROLES: variable(
    z
      .string()
      .default('api,worker')
      .transform(list)
      .pipe(z.array(z.enum(['api', 'worker']))),
    'api, worker, or both with a comma',
    'api,worker',
  ),
  // One writer in large batches beats several as soon as they meet at the same balances, which all of a model's do.
  COMMONPOOL_POSTING_SHARDS: variable(
    wholeNumber(1, 16).default(1),
    'a number from 1 to 16, the same for every process: how many writers post usage beside each other',
    '1',
  ),
  COMMONPOOL_ROOT_KEY: variable(
    rootKey.optional(),
    'a key of 32 bytes in base64, the same for every process, as `openssl rand -base64 32` prints it',
    '<44 characters>',
  ),
  COMMONPOOL_SETUP_TOKEN: variable(
    z.string().min(16).optional(),
    'at least 16 characters that only the first operator knows',
    '<32 random characters>',
  ),
  COMMONPOOL_OIDC_ISSUERS: variable(
    issuers.default([]),
    'a JSON list of issuers with an https address and an audience each; jwksUri, personClaim and personScheme may be added',
    '[{"issuer":"https://id.example.org","audience":"commonpool","personClaim":"membership_number"}]',
  ),
  COMMONPOOL_MIN_PERIOD_MS: variable(
    wholeNumber(0).default(HOUR_MS),
    'the shortest pledging or voting period that a pool may have, a whole number of milliseconds',
    '3600000',
  ),
  COMMONPOOL_MATURITY_MS: variable(
    wholeNumber(0).default(14 * 24 * HOUR_MS),
    'for how long a refund may take its share back from the owners, a whole number of milliseconds',
    '1209600000',
  ),
  COMMONPOOL_RECOVERY_DELAY_MS: variable(
    wholeNumber(0).default(72 * HOUR_MS),
    'how long a recovered account waits, so that its owner can object, a whole number of milliseconds',
    '259200000',
  ),
  COMMONPOOL_UPLOAD_LIMIT_BYTES: variable(
    wholeNumber(1)
      .default(2 * GIGABYTE)
      .transform(BigInt),
    'the largest archive that is taken, a whole number of bytes',
    '2147483648',
  ),
  COMMONPOOL_COUNT_UNPROVED: variable(
    yesOrNo.default('false').transform(isTrue),
    'true or false: whether accounts that are bound to no person count in votes and minima',
    'false',
  ),
  COMMONPOOL_CURRENCIES: variable(
    z
      .string()
      .default('EUR')
      .transform(list)
      .pipe(z.array(z.string().regex(/^[A-Z]{3}$/)).min(1)),
    'the currencies of this instance as ISO 4217 codes, with commas',
    'EUR,USD',
  ),
  COMMONPOOL_AUDIT_HOUR: variable(
    z
      .union([z.literal('off'), wholeNumber(0, 23)])
      .default(3)
      .transform((hour) => (hour === 'off' ? null : hour)),
    'the hour (UTC) from which on the nightly audit runs, from 0 to 23, or off',
    '3',
  ),
  COMMONPOOL_METRICS_TOKEN: variable(
    z.string().min(16).optional(),
    'at least 16 characters, by which metrics can be read from other machines',
    '<32 random characters>',
  ),
  COMMONPOOL_ISSUER: variable(
    json.pipe(documentIssuer).optional(),
    'a JSON object that says who issues receipts and invoices: name, address with \\n between its lines, country of two capital letters, and perhaps taxId and pricesIncludeTax',
    '{"name":"Example Cooperative","address":"High Street 1\\n12345 Town","country":"DE","taxId":"DE123456789"}',
  ),
  COMMONPOOL_TAXES: variable(
    json.pipe(taxRates).default({}),
    'a JSON object with a tax by country of two capital letters: its name, ratePpm in parts per million, and perhaps reverseCharge',
    '{"DE":{"name":"VAT","ratePpm":190000},"FR":{"name":"VAT","ratePpm":200000,"reverseCharge":true}}',
  ),
  COMMONPOOL_MIN_PAYOUT_MICROS: variable(
    z.string().default('5000000').pipe(minimum),
    'the least that can be paid out at once, a whole number of micros, after which currencies may have their own',
    '5000000,JPY=700000000',
  ),
  COMMONPOOL_PAYOUT_WEBHOOK_URL: variable(
    webhookUrl.optional(),
    'the http:// or https:// address, without a user, that takes payouts, set together with COMMONPOOL_PAYOUT_WEBHOOK_SECRET',
    'https://payments.example.org/payouts',
  ),
  COMMONPOOL_PAYOUT_WEBHOOK_SECRET: variable(
    webhookSecrets.optional(),
    'a secret of Standard Webhooks, or several with commas during a rotation: whsec_ and 24 to 64 bytes in base64',
    'whsec_<44 characters>',
  ),
  COMMONPOOL_SMTP_URL: variable(
    url('smtp:', 'smtps:').optional(),
    'the smtp:// or smtps:// address of a mail server, with its user, set together with COMMONPOOL_MAIL_FROM',
    'smtps://commonpool:<password>@mail.example.org:465',
  ),
  COMMONPOOL_MAIL_FROM: variable(
    mailFrom.optional(),
    'the sender of notices, an e-mail address or a name with one in angle brackets',
    'Example Cooperative <notices@example.org>',
  ),
  COMMONPOOL_NOTICE_WEBHOOK_URL: variable(
    webhookUrl.optional(),
    'the http:// or https:// address, without a user, that takes notices, set together with COMMONPOOL_NOTICE_WEBHOOK_SECRET',
    'https://messages.example.org/notices',
  ),
  COMMONPOOL_NOTICE_WEBHOOK_SECRET: variable(
    webhookSecrets.optional(),
    'a secret of Standard Webhooks, or several with commas during a rotation: whsec_ and 24 to 64 bytes in base64',
    'whsec_<44 characters>',
  ),
  COMMONPOOL_INBOX_LIMIT: variable(
    wholeNumber(0).default(1_000_000),
    'how many accepted usage events may wait to be posted before deliveries are turned away, a whole number',
    '1000000',
  ),
  COMMONPOOL_INBOX_LAG_MS: variable(
    wholeNumber(0).default(10 * MINUTE_MS),
    'how long accepted usage events may wait before deliveries are turned away, a whole number of milliseconds',
    '600000',
  ),
  COMMONPOOL_GATEWAY_EVENTS_PER_SECOND: variable(
    wholeNumber(1).default(100_000),
    'how many usage events one gateway may report a second to one process, a whole number from 1 on',
    '100000',
  ),
  COMMONPOOL_GAP_DELAY_MS: variable(
    wholeNumber(0).default(15 * MINUTE_MS),
    'how long a number of a gateway may be missing before it counts as a gap, a whole number of milliseconds',
    '900000',
  ),
  COMMONPOOL_PROBE_WINDOW_MS: variable(
    wholeNumber(0).default(HOUR_MS),
    'how long a gateway may take to report a call that was a probe, a whole number of milliseconds',
    '3600000',
  ),
  COMMONPOOL_SUSPEND_ON_GAP: variable(
    yesOrNo.default('false').transform(isTrue),
    'true or false: whether a gap in a gateway’s numbers or a failed probe suspends the gateway at once',
    'false',
  ),
  COMMONPOOL_SOLO_REFUND_MICROS: variable(
    z
      .string()
      .default('10000000')
      .pipe(z.string().regex(/^\d{1,18}$/))
      .transform(BigInt),
    'what one operator alone may pay back of a call, a whole number of micros',
    '10000000',
  ),
  COMMONPOOL_CASE_DEADLINE_MS: variable(
    wholeNumber(1_000).default(14 * 24 * HOUR_MS),
    'how long a case may stay undecided before it is escalated, a whole number of milliseconds from 1000 on',
    '1209600000',
  ),
  COMMONPOOL_TICKET_LIFETIME_MS: variable(
    wholeNumber(1_000, 24 * HOUR_MS).default(HOUR_MS / 4),
    'how long a ticket waits for its usage event before it is paid in full, 1000 to 86400000 milliseconds',
    '900000',
  ),
  LOG_LEVEL: variable(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'trace, debug, info, warn, error, fatal or silent',
    'info',
  ),
} as const;

export type Values = {
  readonly [Name in keyof typeof VARIABLES]: (typeof VARIABLES)[Name] extends Variable<infer T> ? T : never;
};
