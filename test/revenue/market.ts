import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { CapRow } from '../../domain/attribution/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { UsageEvent } from '../../domain/metering/index.ts';
import { ModelVersion, OpenModelArtefact } from '../../domain/models/index.ts';
import { pricesOf, type OptionalPrices, type ReleaseMode } from '../../domain/pools/index.ts';
import { OpenPot } from '../../domain/revenue/index.ts';
import { MAX_MICROS, newId, sha256Hex, type Id, type Transactions, type Tx } from '../../domain/shared/index.ts';
import { postgresModels } from '../../infra/postgres/models/index.ts';
import { postgresPools } from '../../infra/postgres/pools/index.ts';
import { wireBilling } from '../../wiring/billing.ts';
import { wireIdentity } from '../../wiring/identity.ts';
import { wireMandates } from '../../wiring/mandates.ts';
import { wireMoney } from '../../wiring/money.ts';
import { wireVaults } from '../../wiring/vaults.ts';
import { MembersOf } from '../governance/members.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';

export interface Terms {
  readonly weights?: readonly bigint[];
  readonly pricePerQueryMicros?: bigint;
  readonly prices?: OptionalPrices;
  readonly platformPpm?: number;
  readonly builderPpm?: number;
  readonly releaseMode?: ReleaseMode;
  /** False: its owners are not bound to persons yet. */
  readonly proved?: boolean;
  readonly poolId?: Id;
  readonly number?: number;
  /** Builder and owners of another version, to be those of this one too. */
  readonly people?: { readonly owners: Viewer[]; readonly builder: Viewer };
  /** What gateways download; without it the version has none. */
  readonly artefact?: Buffer;
}

export interface Customer {
  readonly viewer: Viewer;
  readonly keyId: Id;
}

/**
 * The money half of an instance: gateways, inbox, pots and ledger, on real accounts and published versions. Usage is
 * announced to a list and not to NATS, so that a test decides what is posted when.
 */
export class Market {
  readonly operator: Viewer = { userId: newId(), isOperator: true, sessionId: null };
  /** Ids of the usage that was announced. */
  readonly queued: bigint[] = [];
  readonly db;
  readonly members;
  readonly mandates;
  readonly money;
  readonly billing;
  private readonly modelVersions;
  private readonly sealObject;
  gatewayId: Id = '';
  private sequence = 0n;

  constructor(readonly ground: TestGround) {
    const identity = wireIdentity(ground);
    const { openObject, sealObject } = wireVaults(ground, identity);
    const { modelVersions } = postgresModels(ground.dataSource);
    const openModelArtefact = new OpenModelArtefact(modelVersions, openObject);
    const queue = {
      publish: (events: readonly { id: bigint }[]) => void this.queued.push(...events.map(({ id }) => id)),
      depth: () => Promise.resolve(0),
    };
    this.db = ground.database;
    this.members = new MembersOf(ground, identity);
    this.modelVersions = modelVersions;
    this.sealObject = sealObject;
    const models = { modelVersions, publishedHandlers: [], openModelArtefact };
    const stored = postgresPools(ground.dataSource, false);
    this.mandates = wireMandates(ground, identity, stored, models);
    this.money = wireMoney(ground, identity, models, this.mandates, queue);
    this.billing = wireBilling(ground, identity, { modelVersions, pools: stored.pools }, this.money);
  }

  async open(): Promise<this> {
    const registered = await this.money.registerGateway.execute({ viewer: this.operator, name: 'test' });
    this.gatewayId = registered.gateway.id;
    return this;
  }

  /** A live version with one owner per weight; answers the owners as viewers. */
  async publish(terms: Terms = {}): Promise<{ id: Id; owners: Viewer[]; builder: Viewer }> {
    const { weights = [5n, 3n, 2n], pricePerQueryMicros = 1_999n, platformPpm = 100_000 } = terms;
    const { builderPpm = 200_000, proved = true, releaseMode = 'hosted' } = terms;
    const id = newId();
    const builder = terms.people?.builder ?? (await this.account());
    const digest = sha256Hex(id);
    const { poolId = newId() } = terms;
    const sealed = terms.artefact
      ? await this.sealObject.execute({ ownerId: poolId }, Readable.from([terms.artefact]))
      : { objectId: newId(), digest };
    const version = new ModelVersion({
      id,
      poolId: terms.poolId ?? poolId,
      runId: newId(),
      proposalId: newId(),
      builderId: builder.userId,
      number: terms.number ?? 1,
      artefactObjectId: sealed.objectId,
      artefactDigest: sealed.digest,
      capTableId: newId(),
      capTableDigest: digest,
      charterDigest: digest,
      currency: 'EUR',
      ...pricesOf({ pricePerQueryMicros, ...terms.prices }),
      platformPpm,
      builderPpm,
      ownersPpm: 1_000_000 - platformPpm - builderPpm,
      releaseMode,
      repricings: [],
      state: 'live',
      publishedAt: await this.db.clock.now(),
    });
    const owners = terms.people?.owners ?? (await Promise.all(weights.map(() => this.account(proved))));
    let before = 0n;
    const rows = weights.map((weight, i) => {
      const row = new CapRow({
        capTableId: version.capTableId,
        idx: i,
        userId: owners[i]!.userId,
        personId: null,
        weight,
        weightBefore: before,
        measured: weight > 0n ? '1.000000000' : '0.000000000',
      });
      before += weight;
      return row;
    });
    await this.db.transactions.run(async (tx) => {
      await this.modelVersions.insert(tx, await this.freeze(tx, version, rows));
      await new OpenPot(this.money.pots).modelPublished(tx, version, rows);
    });
    return { id, owners, builder };
  }

  /** What a version is published by, of which the money half needs nothing. */
  protected freeze(_tx: Tx, version: ModelVersion, _rows: readonly CapRow[]): Promise<ModelVersion> {
    return Promise.resolve(version);
  }

  suspend(modelVersionId: Id) {
    return this.db.dataSource.query(`UPDATE model_versions SET state = 'suspended' WHERE id = $1`, [modelVersionId]);
  }

  async customer(fundedMicros = 0n): Promise<Customer> {
    const viewer = await this.account();
    const { apiKey } = await this.money.createApiKey.execute({ viewer, label: 'k' });
    if (fundedMicros > 0n) await this.topUp(viewer, fundedMicros);
    return { viewer, keyId: apiKey.id };
  }

  private async account(proved = true): Promise<Viewer> {
    const { viewer } = await this.members.join(proved ? { withKey: false } : { withKey: false, person: null });
    return viewer;
  }

  topUp(customer: Viewer, amountMicros: bigint, idempotencyKey: string = randomUUID()) {
    const { operator: by } = this;
    return this.billing.recordTopUp.execute({
      viewer: by,
      customerId: customer.userId,
      currency: 'EUR',
      amountMicros,
      idempotencyKey,
    });
  }

  get transactions(): Transactions {
    return this.ground.transactions;
  }

  async inboxIdOf({ eventId }: UsageEvent): Promise<bigint> {
    const sql = 'SELECT id FROM usage_inbox WHERE event_id = $1';
    const [row] = await this.db.dataSource.query<{ id: string }[]>(sql, [eventId]);
    return BigInt(row!.id);
  }

  /** Lets every payer to whom money came pay what they have parked. */
  async postFunded(): Promise<void> {
    while (await this.money.postFunded.execute());
  }

  async fundReserve(amountMicros: bigint): Promise<void> {
    const legs = [
      { account: 'external:EUR', amountMicros: -amountMicros },
      { account: 'reserve:EUR', amountMicros },
    ];
    const draft = { key: `reserve:${randomUUID()}`, kind: 'reserve', currency: 'EUR', legs };
    await this.db.transactions.run((tx) => this.money.postJournals.execute(tx, [draft]));
  }

  drain(modelVersionId: Id, by: Viewer = this.operator) {
    return this.money.drainVersion.execute({ viewer: by, modelVersionId, reason: 'a newer version took its place' });
  }

  /** Takes the journal key of an event, as no instance would, so that the ledger refuses the event itself. */
  async squat(inboxId: bigint, { viewer }: Customer): Promise<void> {
    const legs = [
      { account: 'external:EUR', amountMicros: -1n },
      { account: `customer:${viewer.userId}:EUR`, amountMicros: 1n },
    ];
    const draft = { key: `usage:${inboxId}`, kind: 'usage', currency: 'EUR', legs };
    await this.db.transactions.run((tx) => this.money.postJournals.execute(tx, [draft]));
  }

  /** Fills a builder's account to the brim, so that the ledger refuses whatever would come on top; answers how to undo it. */
  async brim({ userId }: Viewer): Promise<() => Promise<void>> {
    const builder = `builder:${userId}:EUR`;
    const source = `draws:${newId()}`;
    const amountMicros = MAX_MICROS - (await this.money.accounts.balance(builder));
    const move = async (from: string, to: string) => {
      const legs = [
        { account: from, amountMicros: -amountMicros },
        { account: to, amountMicros },
      ];
      const draft = { key: `brim:${randomUUID()}`, kind: 'brim', currency: 'EUR', legs };
      await this.db.transactions.run((tx) => this.money.postJournals.execute(tx, [draft]));
    };
    await move(source, builder);
    return () => move(builder, source);
  }

  draw(owner: Viewer, modelVersionId: Id, amountMicros: bigint, idempotencyKey: string = randomUUID()) {
    return this.money.drawEarnings.execute({ viewer: owner, modelVersionId, amountMicros, idempotencyKey });
  }

  async event(customer: Customer, modelVersionId: Id, changed: Partial<UsageEvent> = {}): Promise<UsageEvent> {
    this.sequence += 1n;
    const eventId = changed.eventId ?? randomUUID();
    return {
      eventId,
      digest: sha256Hex(eventId),
      modelVersionId,
      customerId: customer.viewer.userId,
      keyId: customer.keyId,
      queries: 1,
      inputTokens: 0,
      outputTokens: 0,
      seconds: 0,
      ticketId: null,
      occurredAt: await this.db.clock.now(),
      sequence: this.sequence,
      ...changed,
    };
  }

  /** Reports that many calls of one query each, and answers the inbox ids. */
  async report(customer: Customer, modelVersionId: Id, calls: number): Promise<bigint[]> {
    const events: UsageEvent[] = [];
    for (let i = 0; i < calls; i += 1) events.push(await this.event(customer, modelVersionId));
    const from = this.queued.length;
    await this.record(events);
    return this.queued.slice(from);
  }

  record(events: readonly UsageEvent[]) {
    return this.money.recordUsage.execute({ id: this.gatewayId, kind: 'hosted' }, events);
  }

  async earnings(owner: Viewer, modelVersionId: Id) {
    return (await this.money.pots.earnings(owner.userId, modelVersionId))!;
  }

  async faults(): Promise<readonly string[]> {
    const { faults, entriesSumMicros } = await this.money.auditMoney.execute(this.operator);
    return entriesSumMicros === 0n ? faults : [...faults, `entries sum to ${entriesSumMicros}`];
  }

  /** How many journals of this kind there are. */
  async journalsOf(kind: string): Promise<number> {
    const [row] = await this.db.dataSource.query<{ n: string }[]>(
      'SELECT count(*) AS n FROM ledger_journals WHERE kind = $1',
      [kind],
    );
    return Number(row?.n);
  }

  close(): Promise<void> {
    return this.ground.close();
  }
}

/** Without a refund window, unless a test is about it. */
export async function openMarket(
  environment: Readonly<Record<string, string>> = {},
  transactionsOf: (real: Transactions) => Transactions = (real) => real,
): Promise<Market> {
  const ground = await openTestGround({ COMMONPOOL_MATURITY_MS: '0', ...environment });
  return new Market({ ...ground, transactions: transactionsOf(ground.transactions) }).open();
}
