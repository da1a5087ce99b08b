import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { ConfigurationFault, loadConfig } from '../../infra/config.ts';

const SERVERS = { DATABASE_URL: 'postgres://me:hush-db@db/pool', NATS_URL: 'nats://me:hush-nats@nats:4222' };
const ROOT_KEY = Buffer.alloc(32, 7).toString('base64');
const PAYOUT_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const PAYOUT_WEBHOOK = { COMMONPOOL_PAYOUT_WEBHOOK_URL: 'https://pay.example.org/in' };

test('an empty environment is a working embedded instance', () => {
  const config = loadConfig({});
  expect(config).toMatchObject({
    databaseUrl: null,
    natsUrl: null,
    durable: true,
    host: '127.0.0.1',
    port: 4000,
    publicUrl: null,
    logLevel: 'info',
  });
  expect(config.roles).toEqual(['api', 'worker']);
  expect(config.instance).toBe('http://localhost:4000');
});

test('a broken environment is told all its faults at once, with an example each and no value', () => {
  const env = {
    DATABASE_URL: 'mysql://hush-1',
    NATS_URL: 'hush-2',
    PORT: '70000',
    COMMONPOOL_PUBLIC_URL: 'pool.example.org',
    COMMONPOOL_ROLES: 'api,boss',
    COMMONPOOL_POSTING_SHARDS: '17',
    COMMONPOOL_ROOT_KEY: 'hush-3',
    COMMONPOOL_SETUP_TOKEN: 'hush-4',
    COMMONPOOL_OIDC_ISSUERS: '[{"issuer":"http://id.example.org","audience":"a"}]',
    COMMONPOOL_MIN_PERIOD_MS: '1h',
    COMMONPOOL_RECOVERY_DELAY_MS: '-1',
    COMMONPOOL_COUNT_UNPROVED: 'yes',
    COMMONPOOL_DURABLE: '1',
    COMMONPOOL_UPLOAD_LIMIT_BYTES: '10 GB',
    COMMONPOOL_CURRENCIES: 'euro',
    COMMONPOOL_AUDIT_HOUR: '24',
    COMMONPOOL_METRICS_TOKEN: 'hush-7',
    COMMONPOOL_MIN_PAYOUT_MICROS: '5 EUR',
    COMMONPOOL_PAYOUT_WEBHOOK_URL: 'https://me:hush-5@pay.example.org',
    COMMONPOOL_PAYOUT_WEBHOOK_SECRET: 'whsec_hush-6',
    COMMONPOOL_SMTP_URL: 'mail://me:hush-8@mail.example.org',
    COMMONPOOL_MAIL_FROM: 'Example <hush-9>',
    COMMONPOOL_NOTICE_WEBHOOK_URL: 'https://me:hush-10@messages.example.org',
    COMMONPOOL_NOTICE_WEBHOOK_SECRET: 'whsec_hush-11',
    COMMONPOOL_INBOX_LIMIT: 'many',
    COMMONPOOL_INBOX_LAG_MS: '10m',
    COMMONPOOL_GATEWAY_EVENTS_PER_SECOND: '0',
    COMMONPOOL_GAP_DELAY_MS: 'soon',
    COMMONPOOL_PROBE_WINDOW_MS: '1 h',
    COMMONPOOL_SUSPEND_ON_GAP: 'sometimes',
    COMMONPOOL_SOLO_REFUND_MICROS: '10 EUR',
    COMMONPOOL_CASE_DEADLINE_MS: '14 days',
    COMMONPOOL_TICKET_LIFETIME_MS: '15 min',
    LOG_LEVEL: 'loud',
  };
  const fault = faultOf(env);
  expect(fault.faults.map(({ name }) => name).toSorted()).toEqual(Object.keys(env).toSorted());
  for (const name of Object.keys(env)) expect(fault.message).toContain(`${name} should be `);
  expect(fault.message).not.toContain('hush');
});

test.each([
  ['a database without NATS', { DATABASE_URL: SERVERS.DATABASE_URL, COMMONPOOL_ROOT_KEY: ROOT_KEY }, ['NATS_URL']],
  ['NATS without a database', { NATS_URL: SERVERS.NATS_URL }, ['DATABASE_URL']],
  ['shared servers without a shared root key', SERVERS, ['COMMONPOOL_ROOT_KEY']],
  ['embedded servers that a second process would need', { COMMONPOOL_ROLES: 'api' }, ['COMMONPOOL_ROLES']],
  [
    'a payout webhook that signs nothing',
    { COMMONPOOL_PAYOUT_WEBHOOK_URL: 'https://pay.example.org' },
    ['COMMONPOOL_PAYOUT_WEBHOOK_SECRET'],
  ],
  [
    'a payout secret for nobody',
    { COMMONPOOL_PAYOUT_WEBHOOK_SECRET: PAYOUT_SECRET },
    ['COMMONPOOL_PAYOUT_WEBHOOK_URL'],
  ],
  [
    'a notice webhook that signs nothing',
    { COMMONPOOL_NOTICE_WEBHOOK_URL: 'https://messages.example.org' },
    ['COMMONPOOL_NOTICE_WEBHOOK_SECRET'],
  ],
  ['a mail server without a sender', { COMMONPOOL_SMTP_URL: 'smtps://mail.example.org' }, ['COMMONPOOL_MAIL_FROM']],
  ['issuers that are not JSON', { COMMONPOOL_OIDC_ISSUERS: '{' }, ['COMMONPOOL_OIDC_ISSUERS']],
])('%s is refused', (_, env, names) => {
  expect(faultOf({ ...env, COMMONPOOL_DATA: '/nowhere' }).faults.map(({ name }) => name)).toEqual(names);
});

test('a root key file stands in for the variable', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commonpool-config-'));
  writeFileSync(join(folder, 'root.key'), ROOT_KEY);
  expect(loadConfig({ ...SERVERS, COMMONPOOL_DATA: folder }).rootKeyFile).toBe(join(folder, 'root.key'));
  rmSync(folder, { recursive: true });
});

test('secrets are there to be used and never printed', () => {
  const config = loadConfig({
    ...SERVERS,
    ...PAYOUT_WEBHOOK,
    COMMONPOOL_PAYOUT_WEBHOOK_SECRET: PAYOUT_SECRET,
    COMMONPOOL_SMTP_URL: 'smtps://me:hush-mail@mail.example.org',
    COMMONPOOL_MAIL_FROM: 'Example Cooperative <notices@example.org>',
    COMMONPOOL_ROOT_KEY: ROOT_KEY,
    COMMONPOOL_SETUP_TOKEN: 'hush-and-be-quiet',
  });
  expect(config.databaseUrl).toBe(SERVERS.DATABASE_URL);
  expect(config.rootKey).toBe(ROOT_KEY);
  const printed = `${inspect({ config }, { depth: 5 })} ${JSON.stringify({ config })}`;
  for (const word of ['hush', ROOT_KEY, PAYOUT_SECRET]) expect(printed).not.toContain(word);
  expect(printed).toContain('127.0.0.1');
});

test('an issuer takes its optional parts, and an empty variable counts as absent', () => {
  const issuer = { issuer: 'https://id.example.org', audience: 'pool', personClaim: 'member' };
  const config = loadConfig({
    COMMONPOOL_OIDC_ISSUERS: JSON.stringify([issuer]),
    COMMONPOOL_PUBLIC_URL: 'https://pool.example.org/',
    DATABASE_URL: '',
  });
  expect(config.oidcIssuers).toEqual([{ ...issuer, jwksUri: null, personScheme: null }]);
  expect([config.publicUrl, config.instance]).toEqual(['https://pool.example.org', 'https://pool.example.org']);
});

test('payouts have a minimum, currencies their own, and several secrets may count at once', () => {
  expect(loadConfig({})).toMatchObject({ minPayoutMicros: 5_000_000n, payoutWebhookUrl: null });
  const config = loadConfig({
    ...PAYOUT_WEBHOOK,
    COMMONPOOL_MIN_PAYOUT_MICROS: '2000000,JPY=700000000',
    COMMONPOOL_PAYOUT_WEBHOOK_SECRET: `${PAYOUT_SECRET}, ${PAYOUT_SECRET}`,
  });
  expect([config.minPayoutMicros, config.minPayoutMicrosOf.get('JPY')]).toEqual([2_000_000n, 700_000_000n]);
  expect(config.payoutWebhookSecrets).toEqual([PAYOUT_SECRET, PAYOUT_SECRET]);
});

function faultOf(env: NodeJS.ProcessEnv): ConfigurationFault {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationFault) return error;
    throw error;
  }
  throw new Error('The environment was accepted.');
}
