import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiServer, type ApiServer } from '../../api/server.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { openStream } from '../api/small/events.ts';
import { openAuditHouse, type AuditHouse } from './audit-house.ts';

let house: AuditHouse;
let relay: OutboxRelay;
let server: ApiServer;
let url: string;
beforeAll(async () => {
  house = await openAuditHouse();
  const { config, dataSource, nats, subjects, feed, logger } = house.ground;
  relay = new OutboxRelay(dataSource, nats, subjects);
  server = await createApiServer({
    resolvers: house.audit.wired.resolvers,
    nodes: house.audit.wired.nodes,
    authenticate: async (token) => (token === 'operator' ? house.operator : viewerOf(token)),
    instance: config.instance,
    eventFeed: feed,
    logger,
    ready: async () => true,
    mounts: [],
  });
  ({ url } = await server.listen(0, '127.0.0.1'));
  const model = await house.publish();
  await house.money.postUsage.execute(await house.report(await house.customer(100_000n), model.id, 3));
});
afterAll(async () => {
  await server.close(1_000);
  await house.close();
});

function viewerOf(userId: string): Viewer {
  return { userId, isOperator: false, sessionId: null };
}

interface Answer {
  readonly data: { readonly [field: string]: unknown } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

async function ask(token: string, query: string, variables: object = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

const START = 'mutation { startAudit(input: {}) { run { id state results { name } } userErrors { code } } }';

test('an operator reads each check with its result, and the sums', async () => {
  const { data } = await ask(
    'operator',
    '{ audit { entriesSumMicros balancesSumMicros journals faults checks { name invariant sound row fault tookMs } } }',
  );
  expect(data).toMatchObject({ audit: { entriesSumMicros: '0', balancesSumMicros: '0', faults: [] } });
  const { checks } = data!['audit'] as { checks: { name: string; sound: boolean; fault: string | null }[] };
  expect(checks.length).toBeGreaterThan(25);
  expect(checks.every(({ sound, fault }) => sound && fault === null)).toBe(true);
  expect(checks.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['journal-balanced', 'chain-intact', 'posted-once', 'pot-telescopes', 'cap-table-digest']),
  );
});

test('nobody else may look, start, follow or read a run by its id', async () => {
  const operators = [
    '{ audit { faults } }',
    '{ auditRuns(first: 1) { edges { node { id } } } }',
    '{ auditFaults(first: 1, open: true) { edges { node { id } } } }',
  ];
  for (const query of operators) {
    expect((await ask('alice', query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect((await ask('alice', START)).data).toMatchObject({
    startAudit: { run: null, userErrors: [{ code: 'FORBIDDEN' }] },
  });
  const { data } = await ask('operator', START);
  const { id } = (data!['startAudit'] as { run: { id: string } }).run;
  expect((await ask('alice', 'query ($id: ID!) { node(id: $id) { id } }', { id })).data).toEqual({ node: null });
  const { events } = await openStream(url, 'subscription { auditAlarm { id } }', { token: 'alice' });
  expect(JSON.stringify((await events.next()).value)).toContain('FORBIDDEN');
  await house.audit.runNextAudit.execute();
});

test('an operator follows a run while a worker is at it, check by check', async () => {
  const { data } = await ask('operator', START);
  const { id } = (data!['startAudit'] as { run: { id: string } }).run;
  const live = new AbortController();
  const watching =
    'subscription ($id: ID!) { auditRunChanged(runId: $id) { state sound checks results { name sound } } }';
  const stream = await openStream(url, watching, { token: 'operator', variables: { id }, signal: live.signal });
  const next = async () => (await stream.events.next()).value?.data?.data as Seen | undefined;
  expect(await next()).toMatchObject({ auditRunChanged: { state: 'WAITING', results: [] } });
  await Promise.all([house.audit.runNextAudit.execute(), relay.execute()]);
  await relay.execute();
  let seen = await next();
  while (seen && seen.auditRunChanged.state !== 'FINISHED') seen = await next();
  expect(seen).toMatchObject({ auditRunChanged: { state: 'FINISHED', sound: true } });
  expect(seen?.auditRunChanged.results).toHaveLength(seen!.auditRunChanged.checks);
  live.abort();
  const runs = await ask('operator', '{ auditRuns(first: 5) { edges { node { id trigger state } } } }');
  expect(runs.data).toMatchObject({ auditRuns: { edges: [{ node: { id, trigger: 'OPERATOR' } }, {}] } });
});

interface Seen {
  readonly auditRunChanged: { readonly state: string; readonly checks: number; readonly results: readonly object[] };
}

test('an alarm reaches operators who listen, once, and stays in the list until it is cleared', async () => {
  const live = new AbortController();
  const { events } = await openStream(url, 'subscription { auditAlarm { name invariant row message } }', {
    token: 'operator',
    signal: live.signal,
  });
  const alarm = events.next();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await house.tamper(`UPDATE ledger_accounts SET balance_micros = balance_micros + 1 WHERE key = 'platform:EUR'`);
  await ask('operator', START);
  await house.audit.runNextAudit.execute();
  await relay.execute();
  expect((await alarm).value?.data?.data).toEqual({
    auditAlarm: {
      name: 'currency-balanced',
      invariant: 1,
      row: 'currency EUR',
      message: 'currency EUR: the balances of its accounts sum to 1, not to zero',
    },
  });
  live.abort();
  const open = async () => {
    const { data } = await ask(
      'operator',
      '{ auditFaults(first: 9, open: true) { edges { node { name clearedAt } } } }',
    );
    return (data!['auditFaults'] as { edges: { node: { name: string } }[] }).edges.map(({ node }) => node.name);
  };
  expect((await open()).toSorted()).toEqual(['balance-is-sum', 'currency-balanced', 'entries-continuous']);
  await house.tamper(`UPDATE ledger_accounts SET balance_micros = balance_micros - 1 WHERE key = 'platform:EUR'`);
  await ask('operator', START);
  await house.audit.runNextAudit.execute();
  expect(await open()).toEqual([]);
});
