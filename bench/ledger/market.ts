import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CapRow } from '../../domain/attribution/index.ts';
import { User } from '../../domain/identity/index.ts';
import { accountKeys } from '../../domain/ledger/index.ts';
import { ModelVersion, OpenModelArtefact } from '../../domain/models/index.ts';
import { pricesOf } from '../../domain/pools/index.ts';
import { OpenPot } from '../../domain/revenue/index.ts';
import { newId, sha256Hex, type Id, type Tx } from '../../domain/shared/index.ts';
import { postgresModels } from '../../infra/postgres/models/index.ts';
import { postgresPools } from '../../infra/postgres/pools/index.ts';
import { wireBilling } from '../../wiring/billing.ts';
import { wireIdentity, type Identity } from '../../wiring/identity.ts';
import { wireMandates } from '../../wiring/mandates.ts';
import { wireMoney } from '../../wiring/money.ts';
import { wireVaults } from '../../wiring/vaults.ts';
import type { Site } from './site.ts';

const CURRENCY = 'EUR';
const PRICE_MICROS = 1_999n;
const PLATFORM_PPM = 100_000;
const BUILDER_PPM = 200_000;
/** What the platform gets of each call: 10 % of 1,999 micros, rounded down. */
const FEE_MICROS = 199n;
const TOP_UP_MICROS = 1_000_000_000_000n;
const AT_ONCE = 8;

export interface Customer {
  readonly userId: Id;
  readonly keyId: Id;
}

export interface SigningGateway {
  readonly id: Id;
  readonly secret: string;
}

/**
 * The money half of an instance, filled without votes and uploads: accounts, keys, gateways, and versions that went live
 * by the same handler as after a vote. Usage that is recorded in this process is announced to a list and not to NATS.
 */
export class Market {
  readonly money;
  private readonly billing;
  /** Ids of the usage that was recorded here and waits to be posted. */
  readonly announced: bigint[] = [];
  private readonly operator = { userId: newId(), isOperator: true, sessionId: null };
  private readonly identity: Identity;
  private readonly modelVersions;

  constructor(readonly site: Site) {
    const { ground } = site;
    this.identity = wireIdentity(ground);
    const { openObject } = wireVaults(ground, this.identity);
    this.modelVersions = postgresModels(ground.dataSource).modelVersions;
    const openModelArtefact = new OpenModelArtefact(this.modelVersions, openObject);
    const sold = { modelVersions: this.modelVersions, publishedHandlers: [], openModelArtefact };
    const queue = {
      depth: () => Promise.resolve(0),
      publish: (events: readonly { id: bigint }[]) => void this.announced.push(...events.map(({ id }) => id)),
    };
    const { pools } = postgresPools(ground.dataSource, false);
    const mandates = wireMandates(ground, this.identity, postgresPools(ground.dataSource, false), sold);
    this.money = wireMoney(ground, this.identity, sold, mandates, queue);
    this.billing = wireBilling(ground, this.identity, { modelVersions: this.modelVersions, pools }, this.money);
  }

  async gateway(): Promise<SigningGateway> {
    const registered = await this.money.registerGateway.execute({ viewer: this.operator, name: 'bench' });
    return { id: registered.gateway.id, secret: registered.webhookSecret };
  }

  /** With a key each, and more money than they can spend. */
  async customers(count: number): Promise<Customer[]> {
    const userIds = await this.accounts(count);
    const customers: Customer[] = [];
    for (let from = 0; from < count; from += AT_ONCE) {
      const made = userIds.slice(from, from + AT_ONCE).map((userId) => this.supply(userId));
      customers.push(...(await Promise.all(made)));
    }
    return customers;
  }

  private async supply(userId: Id): Promise<Customer> {
    const viewer = { userId, isOperator: false, sessionId: null };
    const { apiKey } = await this.money.createApiKey.execute({ viewer, label: 'bench' });
    await this.billing.recordTopUp.execute({
      viewer: this.operator,
      customerId: userId,
      currency: CURRENCY,
      amountMicros: TOP_UP_MICROS,
      idempotencyKey: randomUUID(),
    });
    return { userId, keyId: apiKey.id };
  }

  /** A live version; its owners hold one weight each. */
  async publish(owners: number, builderId: Id): Promise<{ id: Id; anOwner: Id }> {
    const { transactions } = this.site.ground;
    return transactions.run(async (tx) => {
      const version = versionOf(builderId, tx.now);
      const rows = Array.from({ length: owners }, (_, idx) => capRow(version.capTableId, idx));
      await this.modelVersions.insert(tx, version);
      await new OpenPot(this.money.pots).modelPublished(tx, version, rows);
      return { id: version.id, anOwner: (rows[owners >> 1] as CapRow).userId };
    });
  }

  accounts(count: number): Promise<Id[]> {
    return this.site.ground.transactions.run(async (tx) => {
      const users = Array.from({ length: count }, () => userOf(tx));
      for (const user of users) await this.identity.users.insert(tx, user);
      return users.map((user) => user.id);
    });
  }

  /** Ends a version and shares it out, once all that it earned is mature; answers how long the sharing took, in ms. */
  async close(modelVersionId: Id): Promise<number> {
    const { drainVersion, matureShares, closeVersion, pots } = this.money;
    await drainVersion.execute({ viewer: this.operator, modelVersionId, reason: 'to be measured' });
    // The instance's own clock; nothing else of this database is asked for the time after it.
    const daysMs = this.site.ground.config.maturityMs + 2 * 86_400_000;
    await this.site.ground.dataSource.query(`INSERT INTO clock_offset (shift) VALUES ($1 * interval '1 millisecond')`, [
      daysMs,
    ]);
    await matureShares.execute();
    const startedAt = performance.now();
    await closeVersion.execute(modelVersionId);
    const ms = performance.now() - startedAt;
    const pot = await pots.byId(modelVersionId);
    if (pot?.state !== 'closed') throw new Error(`The version is ${pot?.state ?? 'gone'}, not closed.`);
    return Math.round(ms);
  }

  /** How many calls were posted, read off what the platform earned by them: one row, whatever the tables look like. */
  async posted(): Promise<number> {
    return Number((await this.money.accounts.balance(accountKeys.platform(CURRENCY))) / FEE_MICROS);
  }

  /** Waits until all that was posted until now is added up for invoices, which takes as long as it takes to be settled. */
  async tallyAll(): Promise<void> {
    const [row] = await this.site.ground.dataSource.query<{ latest: Date }[]>(
      'SELECT max(posted_at) AS latest FROM ledger_batches',
    );
    const { latest } = row as { latest: Date };
    for (let through: Date | null = null; through === null || through <= latest;) {
      while (await this.billing.tallyCharges.execute());
      through = await this.billing.tallies.through();
      await sleep(500);
    }
  }

  /** Throws where the books do not add up, or where a call is anywhere but posted. */
  async assertAllPosted(): Promise<void> {
    const { faults } = await this.money.auditMoney.execute(this.operator);
    const left = Object.entries(await this.money.inbox.backlog()).filter(([, events]) => events > 0n);
    const said = [...faults, ...left.map(([state, events]) => `${events} calls are ${state}`)];
    if (said.length > 0) throw new Error(`After the run the books are wrong: ${said.join('; ')}.`);
  }
}

function userOf(tx: Tx): User {
  const handle = `b${randomBytes(8).toString('hex')}`;
  return new User({ id: newId(), handle, isOperator: false, personId: null, state: 'active', createdAt: tx.now });
}

function versionOf(builderId: Id, publishedAt: Date): ModelVersion {
  const id = newId();
  const digest = sha256Hex(id);
  return new ModelVersion({
    id,
    poolId: newId(),
    runId: newId(),
    proposalId: newId(),
    builderId,
    number: 1,
    artefactObjectId: newId(),
    artefactDigest: digest,
    capTableId: newId(),
    capTableDigest: digest,
    charterDigest: digest,
    currency: CURRENCY,
    ...pricesOf({ pricePerQueryMicros: PRICE_MICROS }),
    platformPpm: PLATFORM_PPM,
    builderPpm: BUILDER_PPM,
    ownersPpm: 1_000_000 - PLATFORM_PPM - BUILDER_PPM,
    releaseMode: 'hosted',
    repricings: [],
    state: 'live',
    publishedAt,
  });
}

function capRow(capTableId: Id, idx: number): CapRow {
  const weightBefore = BigInt(idx);
  return new CapRow({ capTableId, idx, userId: newId(), personId: null, weight: 1n, weightBefore, measured: '0' });
}
