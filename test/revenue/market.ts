import { randomUUID } from 'node:crypto';
import { CapRow } from '../../domain/attribution/index.ts';
import type { User, Viewer } from '../../domain/identity/index.ts';
import { AuditLedger, PostJournals } from '../../domain/ledger/index.ts';
import { CreateApiKey, RecordUsage, RegisterGateway, type UsageEvent } from '../../domain/metering/index.ts';
import { ModelVersion } from '../../domain/models/index.ts';
import { AuditMoney, DrawEarnings, OpenPot, PostUsage, RecordTopUp, SweepUsage } from '../../domain/revenue/index.ts';
import { newId, sha256Hex, type Id, type Tx } from '../../domain/shared/index.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { postgresMetering } from '../../infra/postgres/metering/index.ts';
import { postgresRevenue } from '../../infra/postgres/revenue/index.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

export interface Terms {
  readonly weights?: readonly bigint[];
  readonly pricePerQueryMicros?: bigint;
  readonly platformPpm?: number;
  readonly builderPpm?: number;
}

export interface Customer {
  readonly viewer: Viewer;
  readonly keyId: Id;
}

/**
 * The money half of an instance on a real database: gateways, inbox, pots and ledger. Models and identity are stood in
 * for by lists, since nothing of theirs is at stake here.
 */
export class Market {
  readonly operator: Viewer = { userId: newId(), isOperator: true, sessionId: null };
  readonly queued: bigint[] = [];
  readonly versions = new Map<Id, ModelVersion>();
  readonly live = new Set<Id>();
  readonly unproved = new Set<Id>();
  private readonly known = new Set<Id>();
  gatewayId: Id = '';
  private sequence = 0n;

  private readonly ledger;
  readonly metering;
  readonly revenue;
  readonly accounts;
  readonly journals;
  readonly postJournals;
  readonly postUsage;
  readonly sweep;
  readonly recordUsage;
  readonly topUps;
  readonly drawEarnings;
  readonly audit;

  readonly modelVersions = {
    byIds: async (ids: readonly Id[]) => [...this.versions.values()].filter((version) => ids.includes(version.id)),
    lockLive: async (_tx: Tx, ids: readonly Id[]) =>
      [...this.versions.values()].filter((version) => ids.includes(version.id) && this.live.has(version.id)),
  };
  private readonly users = {
    byIds: async (ids: readonly Id[]) => ids.filter((id) => this.known.has(id)).map((id) => ({ id }) as User),
  };
  private readonly persons = {
    ofUsers: async (_tx: Tx, ids: readonly Id[]) => new Map(ids.map((id) => [id, this.unproved.has(id) ? null : id])),
  };

  constructor(readonly db: TestDatabase) {
    const { dataSource, transactions } = db;
    this.ledger = postgresLedger(dataSource);
    this.metering = postgresMetering(dataSource);
    this.revenue = postgresRevenue(dataSource);
    this.accounts = this.ledger.accounts;
    this.journals = this.ledger.journals;
    const { accounts, journals } = this.ledger;
    const { inbox, apiKeys } = this.metering;
    const { pots, draws, topUps } = this.revenue;
    const queue = {
      publish: (events: readonly { id: bigint }[]) => void this.queued.push(...events.map(({ id }) => id)),
    };
    const post = new PostJournals(accounts, journals);
    this.postJournals = post;
    this.postUsage = new PostUsage(transactions, inbox, this.modelVersions, pots, accounts, post);
    this.sweep = new SweepUsage(inbox, this.postUsage, 5_000);
    this.recordUsage = new RecordUsage(transactions, inbox, apiKeys, this.users, this.modelVersions, queue);
    this.topUps = new RecordTopUp(transactions, topUps, this.users, post, inbox, queue);
    this.drawEarnings = new DrawEarnings(transactions, pots, draws, this.persons, post);
    this.audit = new AuditMoney(transactions, new AuditLedger(journals), pots, accounts);
  }

  async open(): Promise<this> {
    const wrapping = {
      wrap: async (plain: Uint8Array) => plain,
      unwrap: async (sealed: Uint8Array) => Buffer.from(sealed),
    };
    const register = new RegisterGateway(this.db.transactions, this.metering.gateways, wrapping);
    this.gatewayId = (await register.execute({ viewer: this.operator, name: 'test' })).gateway.id;
    return this;
  }

  /** A live version with one owner per weight; answers the owners as viewers. */
  async publish(terms: Terms = {}): Promise<{ id: Id; owners: Viewer[]; builder: Viewer }> {
    const { weights = [5n, 3n, 2n], pricePerQueryMicros = 1_999n, platformPpm = 100_000, builderPpm = 200_000 } = terms;
    const id = newId();
    const builder = viewer();
    const digest = sha256Hex(id);
    const version = new ModelVersion({
      id,
      poolId: newId(),
      runId: newId(),
      proposalId: newId(),
      builderId: builder.userId,
      number: 1,
      artefactObjectId: newId(),
      artefactDigest: digest,
      capTableId: newId(),
      capTableDigest: digest,
      charterDigest: digest,
      currency: 'EUR',
      pricePerQueryMicros,
      platformPpm,
      builderPpm,
      ownersPpm: 1_000_000 - platformPpm - builderPpm,
      releaseMode: 'hosted',
      state: 'live',
      publishedAt: await this.db.clock.now(),
    });
    const owners = weights.map(() => viewer());
    let before = 0n;
    const rows = weights.map((weight, i) => {
      const row = new CapRow({
        capTableId: version.capTableId,
        idx: i,
        userId: owners[i]!.userId,
        personId: null,
        weight,
        weightBefore: before,
        measured: '0',
      });
      before += weight;
      return row;
    });
    await this.db.transactions.run((tx) => new OpenPot(this.revenue.pots).modelPublished(tx, version, rows));
    this.versions.set(id, version);
    this.live.add(id);
    return { id, owners, builder };
  }

  async customer(fundedMicros = 0n): Promise<Customer> {
    const of = viewer();
    this.known.add(of.userId);
    const created = await new CreateApiKey(this.db.transactions, this.metering.apiKeys).execute({
      viewer: of,
      label: 'k',
    });
    if (fundedMicros > 0n) await this.topUp(of, fundedMicros);
    return { viewer: of, keyId: created.apiKey.id };
  }

  topUp(customer: Viewer, amountMicros: bigint, idempotencyKey: string = randomUUID()) {
    const { operator: by } = this;
    return this.topUps.execute({
      viewer: by,
      customerId: customer.userId,
      currency: 'EUR',
      amountMicros,
      idempotencyKey,
    });
  }

  draw(owner: Viewer, modelVersionId: Id, amountMicros: bigint, idempotencyKey: string = randomUUID()) {
    return this.drawEarnings.execute({ viewer: owner, modelVersionId, amountMicros, idempotencyKey });
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
    return this.recordUsage.execute(this.gatewayId, events);
  }

  async earnings(owner: Viewer, modelVersionId: Id) {
    return (await this.revenue.pots.earnings(owner.userId, modelVersionId))!;
  }

  async faults(): Promise<readonly string[]> {
    const { faults, entriesSumMicros } = await this.audit.execute(this.operator);
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
    return this.db.close();
  }
}

export async function openMarket(): Promise<Market> {
  return new Market(await openTestDatabase()).open();
}

function viewer(): Viewer {
  return { userId: newId(), isOperator: false, sessionId: null };
}
