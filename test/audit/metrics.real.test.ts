import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWorkerServer } from '../../api/worker-server.ts';
import type { ApiServer } from '../../api/server.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const TOKEN = 'a token of some length';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance({ COMMONPOOL_METRICS_TOKEN: TOKEN });
});
afterAll(() => instance.close());

function read(url: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(`${url}/metrics`, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}

const WANTED = [
  'commonpool_inbox_events{state="pending"} 0',
  'commonpool_inbox_oldest_pending_seconds 0',
  'commonpool_ledger_batches_total 0',
  'commonpool_usage_settled_total{outcome="posted"} 0',
  'commonpool_outbox_events ',
  'commonpool_audit_watched_total{watch="batches"} ',
  'commonpool_cases_running{kind="dispute"} 0',
  'commonpool_metrics_source_up{source="queue"} 1',
];

test('metrics are text that says of each number what it is', async () => {
  const eventually = Date.now() + 10_000;
  let found = await read(instance.url);
  while (!WANTED.every((line) => found.text.includes(line)) && Date.now() < eventually) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    found = await read(instance.url);
  }
  expect(found.status).toBe(200);
  for (const line of WANTED) expect(found.text).toContain(line);
  const lines = found.text.trimEnd().split('\n');
  for (const line of lines) {
    expect(line).toMatch(
      /^(# (HELP|TYPE) commonpool_[a-z_]+ .+|commonpool_[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?\d+(\.\d+)?(e[+-]?\d+)?)$/,
    );
  }
});

test('who asks through a proxy, or with a wrong token, is told nothing; with the token all', async () => {
  for (const headers of [
    { 'x-forwarded-for': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { authorization: 'Bearer another token of that length' },
  ]) {
    expect(await read(instance.url, headers)).toMatchObject({
      status: 401,
      text: expect.not.stringContaining('inbox'),
    });
  }
  const shown = { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.9' };
  expect((await read(instance.url, shown)).status).toBe(200);
});

test('a process without doors serves them too, and one source that fails takes nothing from the others', async () => {
  const broken = { name: 'broken', read: () => Promise.reject(new Error('away')) };
  const label = { say: 'a "quoted" \\ word\n' };
  const fine = {
    name: 'fine',
    read: () =>
      Promise.resolve([
        { name: 'things', help: 'Things.', type: 'gauge' as const, samples: [{ labels: label, value: 2n }] },
      ]),
  };
  const worker: ApiServer = createWorkerServer(async () => true, { sources: [broken, fine], token: null });
  const { url } = await worker.listen(0, '127.0.0.1');
  const { status, text } = await read(url);
  expect(status).toBe(200);
  expect(text).toContain('commonpool_metrics_source_up{source="broken"} 0');
  expect(text).toContain('commonpool_things{say="a \\"quoted\\" \\\\ word\\n"} 2');
  expect((await read(url, { authorization: 'Bearer anything' })).status).toBe(401);
  await worker.close(1_000);
});
