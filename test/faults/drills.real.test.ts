import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Customer } from '../revenue/market.ts';
import { openFaultSite, type FaultSite } from './fault-site.ts';
import type { DeathPoint } from './process.ts';
import { ReportingGateway } from './reporting.ts';

/** `npm run test:faults` repeats each drill; every run of the tests does each once. */
const ROUNDS = Number(process.env['COMMONPOOL_FAULT_ROUNDS'] ?? 1);
const PRICE = 10n;
const FUNDS = 10_000_000n;

jest.setTimeout(120_000 * ROUNDS);

let site: FaultSite;
let gateway: ReportingGateway;
beforeAll(async () => {
  site = await openFaultSite();
  gateway = await ReportingGateway.register(site.market);
});
afterEach(async () => {
  expect(await site.market.faults()).toEqual([]);
});
afterAll(() => site.close());

/** Until nothing waits: what a killed broker or process lost is found by the sweeper. */
async function settled(): Promise<void> {
  for (let i = 0; i < 600; i += 1) {
    const { pending } = await site.market.money.inbox.backlog().catch(() => ({ pending: 1n }));
    if (pending === 0n) return;
    await delay(100);
  }
  throw new Error('Accepted usage was not posted within 60 s.');
}

/** Each accepted call has one journal, and the customer paid for each once. */
async function expectPaidOnce(customer: Customer, calls: number): Promise<void> {
  const balance = await site.market.money.accounts.balance(`customer:${customer.viewer.userId}:EUR`);
  expect(FUNDS - balance).toBe(PRICE * BigInt(calls));
  const [row] = await site.market.db.dataSource.query<{ events: string; journals: string }[]>(
    `SELECT count(*) AS events, count(j.key) AS journals FROM usage_events e
     LEFT JOIN ledger_journals j ON j.key = 'usage:' || e.id WHERE e.customer_id = $1`,
    [customer.viewer.userId],
  );
  expect(row).toEqual({ events: String(calls), journals: String(calls) });
}

async function sale() {
  const model = await site.market.publish({ pricePerQueryMicros: PRICE });
  return { model, customer: await site.market.customer(FUNDS) };
}

/** Reports calls while `fault` happens, and compares everything when all is posted. */
async function drill(
  addressOf: () => string,
  fault: (reported: () => number) => Promise<void>,
  batches = 30,
  batch = 20,
): Promise<void> {
  const { model, customer } = await sale();
  let reported = 0;
  const reporting = (async () => {
    for (; reported < batches; reported += 1) await gateway.report(addressOf, customer, model.id, batch);
  })();
  await Promise.all([reporting, fault(() => reported)]);
  await settled();
  await expectPaidOnce(customer, batches * batch);
}

async function until(condition: () => boolean): Promise<void> {
  for (; !condition();) await delay(2);
}

for (let round = 1; round <= ROUNDS; round += 1) {
  test(`round ${round}: a worker that dies between the commit and the acknowledgement charges nothing twice`, async () => {
    const api = await site.start('api');
    const dying = await site.start('worker', 'between commit and ack', 2);
    await drill(
      () => api.url,
      async () => {
        expect(await dying.ended).toBeNull();
        const next = await site.start('worker');
        await settled();
        next.kill('SIGTERM');
      },
    ).finally(() => api.kill('SIGKILL'));
  });

  test(`round ${round}: an api that dies after the inbox was committed loses no call, and counts none twice`, async () => {
    const worker = await site.start('worker');
    const point: DeathPoint = 'between inbox commit and announcement';
    let api = await site.start('api', point, 5);
    await drill(
      () => api.url,
      async () => {
        await api.ended;
        api = await site.start('api');
      },
    ).finally(() => {
      api.kill('SIGKILL');
      worker.kill('SIGKILL');
    });
  });

  test(`round ${round}: a broker killed right after acknowledgements, twice, loses and repeats nothing that counts`, async () => {
    const [api, worker] = [await site.start('api'), await site.start('worker')];
    await drill(
      () => api.url,
      async (reported) => {
        await until(() => reported() >= 8);
        await site.killBroker();
        await until(() => reported() >= 16);
        await site.killBroker();
      },
    ).finally(() => [api, worker].forEach((program) => program.kill('SIGKILL')));
  });

  test(`round ${round}: PostgreSQL that crashes in the middle of batches loses no accepted call`, async () => {
    const [api, worker] = [await site.start('api'), await site.start('worker')];
    await drill(
      () => api.url,
      async (reported) => {
        await until(() => reported() >= 10);
        await site.crashPostgres();
      },
    ).finally(() => [api, worker].forEach((program) => program.kill('SIGKILL')));
  });

  test(`round ${round}: two workers, of which each is killed in turn, post each call once`, async () => {
    const api = await site.start('api');
    const workers = [await site.start('worker'), await site.start('worker')];
    await drill(
      () => api.url,
      async (reported) => {
        await until(() => reported() >= 10);
        workers[0]!.kill('SIGKILL');
        workers.push(await site.start('worker'));
        await until(() => reported() >= 20);
        workers[1]!.kill('SIGKILL');
      },
    ).finally(() => [api, ...workers].forEach((program) => program.kill('SIGKILL')));
  });

  test(`round ${round}: a version that is switched under load keeps every call on the version it names`, async () => {
    const [api, worker] = [await site.start('api'), await site.start('worker')];
    const { market } = site;
    const [old, next] = [await sale(), await sale()];
    const { customer } = old;
    for (let i = 0; i < 12; i += 1) {
      if (i === 4) await market.drain(old.model.id);
      await Promise.all([old, next].map(({ model }) => gateway.report(() => api.url, customer, model.id, 10)));
    }
    await settled();
    await expectPaidOnce(customer, 240);
    await market.money.closeVersion.execute(old.model.id);
    await gateway.report(() => api.url, customer, old.model.id, 5);
    await settled();
    expect(await market.money.accounts.balance(`settled:${old.model.id}`)).toBe(120n * 7n);
    expect(await market.money.accounts.balance(`pot:${next.model.id}`)).toBe(120n * 7n);
    expect((await market.money.inbox.backlog()).quarantined).toBeGreaterThanOrEqual(5n);
    for (const program of [api, worker]) program.kill('SIGKILL');
  });
}
