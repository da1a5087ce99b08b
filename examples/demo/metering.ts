import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ModelVersionStateFragment } from '../../codegen/generated/graphql.ts';
import type { UsageEvent } from '../gateway/usage-event.ts';
import { sendUsage } from '../gateway/webhook.ts';
import type { ApiKey, Customer } from './actors/customer.ts';
import type { Member } from './actors/member.ts';
import type { RegisteredGateway } from './actors/operator.ts';
import type { Instance } from './instance.ts';
import type { People } from './people.ts';
import { startProgram, type Program } from './program.ts';
import { money, type Terminal } from './terminal.ts';

/** A customer with what they need to query: a key, and money in advance. */
export interface Account {
  readonly customer: Customer;
  readonly key: ApiKey;
  readonly toppedUpMicros: bigint;
}

export interface Metered {
  readonly accounts: readonly Account[];
  readonly gateway: Program;
  /** Distinct events that an instance said it had accepted, and calls that the hosted gateway had answered. */
  readonly accepted: number;
  /** Events that were sent again on purpose. */
  readonly repeats: number;
}

export interface Stage {
  readonly root: string;
  readonly folder: string;
  readonly instance: Instance;
}

const PROMPTS = ['I think that', 'the best way to', 'does anyone know', 'last week we', 'you should always'];

/** Customers query the model at the hosted gateway, and a partner's gateway reports calls of its own. */
export async function meterQueries(
  stage: Stage,
  people: People,
  version: ModelVersionStateFragment,
  watcher: Member,
  queries: { readonly hosted: number; readonly partner: number },
  terminal: Terminal,
): Promise<Metered> {
  terminal.chapter('Customers pay in advance and query the model; every call is metered by a signed webhook');
  const accounts = await openAccounts(people, version.currency, terminal);
  const gateway = await startGateway(stage, await people.operator.registersGateway('hosted'), version.id);
  terminal.fact(`The gateway serves the model at ${gateway.url}.`);
  const expected = queries.hosted + queries.partner;
  const shown = showPosting(watcher, version, expected, terminal);
  const calls = await queryHosted(gateway.url, version.id, accounts, queries.hosted, terminal);
  const partner = await people.operator.registersGateway('partner');
  const reported = await reportAsPartner(stage.instance.url, partner, version.id, accounts, queries.partner);
  await shown;
  terminal.endBars();
  const accepted = calls.size + reported.accepted;
  terminal.fact(
    `${accepted} calls were accepted; ${reported.repeats} more deliveries of the same events moved nothing.`,
  );
  return { accounts, gateway, accepted, repeats: reported.repeats };
}

async function openAccounts({ customers, operator }: People, currency: string, terminal: Terminal): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const customer of customers) {
    const toppedUpMicros = 5_000_000n;
    await operator.topsUp(customer, toppedUpMicros, currency, `payment-${customer.handle}`);
    accounts.push({ customer, key: await customer.makesKey('demo'), toppedUpMicros });
    terminal.fact(`${customer.handle} paid in ${money(toppedUpMicros, currency)}.`);
  }
  return accounts;
}

export function startGateway(stage: Stage, gateway: RegisteredGateway, modelVersionId: string): Promise<Program> {
  return startProgram({
    root: stage.root,
    path: 'examples/gateway/main.js',
    environment: {
      COMMONPOOL_URL: stage.instance.url,
      GATEWAY_SOURCE: gateway.source,
      GATEWAY_TOKEN: gateway.token,
      GATEWAY_WEBHOOK_SECRET: gateway.webhookSecret,
      GATEWAY_DATA: join(stage.folder, 'gateway'),
      GATEWAY_MODELS: modelVersionId,
      PORT: '0',
    },
    readyLine: /^Gateway is ready at (\S+)$/,
  });
}

/** Follows an owner's earnings, which move as calls are posted, until all of them are. */
async function showPosting(
  watcher: Member,
  version: ModelVersionStateFragment,
  expected: number,
  terminal: Terminal,
): Promise<void> {
  const bar = terminal.bar('posted', expected);
  const share = ownersShareMicros(version);
  for await (const { earningsChanged } of watcher.watchesEarnings(version.id)) {
    const posted = Number(BigInt(earningsChanged.revenueMicros) / share);
    bar.to(posted);
    if (posted >= expected) break;
  }
  bar.done();
}

/** What one query leaves to the owners: both fees are rounded down. */
export function ownersShareMicros(version: ModelVersionStateFragment): bigint {
  const price = BigInt(version.pricePerQueryMicros);
  const part = (ppm: number) => (price * BigInt(ppm)) / 1_000_000n;
  return price - part(version.platformPpm) - part(version.builderPpm);
}

/** The ids of the calls that were answered. */
async function queryHosted(
  url: string,
  modelVersionId: string,
  accounts: readonly Account[],
  count: number,
  terminal: Terminal,
): Promise<ReadonlySet<string>> {
  const lanes = 8;
  const calls = new Set<string>();
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < count; i = next++) {
      const { key } = accounts[i % accounts.length] as Account;
      const prompt = PROMPTS[i % PROMPTS.length] as string;
      const { text, callId } = await complete(url, modelVersionId, key.secret, prompt);
      calls.add(callId);
      if (i === 0) terminal.fact(`"${prompt}" ... "${text}"`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return calls;
}

interface Completed {
  readonly text: string;
  readonly callId: string;
}

async function complete(url: string, modelVersionId: string, secret: string, prompt: string): Promise<Completed> {
  const response = await fetch(`${url}/v1/models/${modelVersionId}/complete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt, maxWords: 12 }),
  });
  if (!response.ok) throw new Error(`The gateway answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Completed;
}

/** Singles and batches, one in five of them twice: retries are what real gateways do. */
async function reportAsPartner(
  instanceUrl: string,
  gateway: RegisteredGateway,
  modelVersionId: string,
  accounts: readonly Account[],
  count: number,
): Promise<{ accepted: number; repeats: number }> {
  const events = Array.from({ length: count }, (_, i) => partnerEvent(i, modelVersionId, accounts));
  const deliveries: UsageEvent[][] = [];
  for (let from = 0; from < count;) {
    const size = deliveries.length % 2 === 0 ? 1 : 12;
    deliveries.push(events.slice(from, from + size));
    from += size;
  }
  let accepted = 0;
  let repeats = 0;
  for (const [i, batch] of deliveries.entries()) {
    const times = i % 5 === 0 ? 2 : 1;
    for (let time = 1; time <= times; time += 1) {
      const delivery = { url: `${instanceUrl}/webhooks/usage`, secret: gateway.webhookSecret, source: gateway.source };
      const results = await sendUsage({ ...delivery, events: batch });
      const expected = time === 1 ? 'accepted' : 'duplicate';
      const other = results.find(({ status }) => status !== expected);
      if (other) throw new Error(`Event ${other.id} was ${other.status}: ${other.message ?? ''}`);
      accepted += results.filter(({ status }) => status === 'accepted').length;
    }
    repeats += (times - 1) * batch.length;
  }
  return { accepted, repeats };
}

function partnerEvent(i: number, modelVersionId: string, accounts: readonly Account[]): UsageEvent {
  const { customer, key } = accounts[i % accounts.length] as Account;
  const time = new Date().toISOString();
  const caller = { modelVersionId, customerId: customer.userId, keyId: key.id };
  return { id: randomUUID(), time, sequence: i + 1, queries: 1, ...caller };
}
