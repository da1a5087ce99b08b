import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { failures } from '../../api/http/failures.ts';
import { identifyRequests } from '../../api/http/request-id.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { AuditNow } from '../../domain/audit/index.ts';
import { accountKeys, ledgerChecks, PostJournals } from '../../domain/ledger/index.ts';
import {
  canonicalDetails,
  type Destination,
  type DestinationDetails,
  type EarnedSource,
  type Payout,
} from '../../domain/payouts/index.ts';
import { newId, type Currency, type Micros } from '../../domain/shared/index.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { PostgresSnapshots } from '../../infra/postgres/snapshots.ts';
import { wireIdentity } from '../../wiring/identity.ts';
import { wireNotices } from '../../wiring/notices.ts';
import { wirePayouts } from '../../wiring/payouts.ts';
import { MembersOf, type Member } from '../governance/members.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';

export const WAIT_MS = 72 * 3_600_000;
export const IBAN = 'DE89370400440532013000';

/** Payouts on real accounts of a real ledger, and the people around them. */
export class PayoutHouse {
  readonly db;
  readonly identity;
  readonly members;
  readonly accounts;
  readonly postJournals;
  readonly payouts;

  constructor(readonly ground: TestGround) {
    this.db = ground.database;
    this.identity = wireIdentity(ground);
    this.members = new MembersOf(ground, this.identity);
    const { accounts, journals } = postgresLedger(ground.dataSource);
    this.accounts = accounts;
    this.postJournals = new PostJournals(accounts, journals);
    const books = { accounts, journals, postJournals: this.postJournals };
    this.payouts = wirePayouts(ground, this.identity, wireNotices(ground), books);
  }

  async operator(person?: string): Promise<Viewer> {
    const { viewer } = await this.members.join(person === undefined ? {} : { person });
    return { ...viewer, isOperator: true };
  }

  /** A proved member with a key, money in the wallet and a destination that has waited. */
  async payee(micros: Micros = 100_000_000n, options: { person?: string } = {}): Promise<Member> {
    const member = await this.members.join(options);
    await this.fund(member.viewer, micros);
    await this.setDestination(member);
    await this.db.clock.advance(WAIT_MS);
    return member;
  }

  async fund(
    { userId }: Viewer,
    amountMicros: Micros,
    kind: 'drawn' | 'builder' | 'customer' = 'drawn',
  ): Promise<void> {
    const currency = 'EUR';
    const legs = [
      { account: accountKeys.external(currency), amountMicros: -amountMicros },
      { account: accountKeys[kind](userId, currency), amountMicros },
    ];
    await this.db.transactions.run((tx) =>
      this.postJournals.execute(tx, [{ key: `funding:${newId()}`, kind: 'funding', currency, legs }]),
    );
  }

  details(changed: Partial<DestinationDetails> = {}): DestinationDetails {
    return { kind: 'iban', account: IBAN, holder: 'Ada Lovelace', salt: randomBytes(16).toString('hex'), ...changed };
  }

  async signedDestination(
    member: Member,
    details: DestinationDetails,
    { currency = 'EUR', version = 1 }: { currency?: Currency; version?: number } = {},
  ): Promise<string> {
    const object = { ...canonicalDetails(details), currency, version };
    const act = { action: 'payouts.set-destination', subject: currency, object };
    return member.sign({ ...act, version: version * 10 });
  }

  async setDestination(
    member: Member,
    changed: Partial<DestinationDetails> = {},
    version = 1,
    currency: Currency = 'EUR',
  ): Promise<Destination> {
    const details = this.details(changed);
    const statementJws = await this.signedDestination(member, details, { currency, version });
    return this.payouts.setDestination.execute({ viewer: member.viewer, currency, details, statementJws });
  }

  request(
    { viewer }: Member,
    amountMicros: Micros,
    { key = randomUUID(), source = 'owner' }: { key?: string; source?: EarnedSource } = {},
  ): Promise<Payout> {
    const asked = { source, currency: 'EUR', amountMicros, idempotencyKey: key };
    return this.payouts.requestPayout.execute({ viewer, ...asked });
  }

  /** Made by one operator and released by another. */
  async sendByHand(...payouts: readonly Payout[]): Promise<void> {
    const [maker, releaser] = [await this.operator(), await this.operator()];
    const payoutIds = payouts.map(({ id }) => id);
    const { id: batchId, digest } = await this.payouts.createBatch.execute({
      viewer: maker,
      currency: 'EUR',
      payoutIds,
    });
    await this.payouts.releaseBatch.execute({ viewer: releaser, batchId, digest });
  }

  async payout({ id }: Pick<Payout, 'id'>): Promise<Payout> {
    return (await this.payouts.payouts.byId(id)) as Payout;
  }

  wallet({ viewer }: Member, kind: 'drawn' | 'builder' | 'customer' = 'drawn'): Promise<Micros> {
    return this.accounts.balance(accountKeys[kind](viewer.userId, 'EUR'));
  }

  balance(kind: 'payable' | 'external'): Promise<Micros> {
    return this.accounts.balance(accountKeys[kind]('EUR'));
  }

  /** What is wrong with payouts and books; nothing, after each test. */
  async faults(): Promise<readonly string[]> {
    const { books, ledgerProofs } = postgresLedger(this.ground.dataSource);
    const snapshots = new PostgresSnapshots(this.ground.dataSource);
    const audit = new AuditNow(snapshots, books, ledgerChecks(ledgerProofs));
    const operator = { userId: newId(), isOperator: true, sessionId: null };
    const { faults, entriesSumMicros } = await audit.execute(operator);
    const sum = entriesSumMicros === 0n ? [] : [`entries sum to ${entriesSumMicros}`];
    return [...faults, ...sum, ...(await this.payouts.auditPayouts.execute())];
  }

  /** The keys of all journals that a payout has moved, in their order. */
  async moved({ id }: Pick<Payout, 'id'>): Promise<string[]> {
    const rows = await this.db.dataSource.query<{ key: string }[]>(
      `SELECT key FROM ledger_journals WHERE key LIKE '%' || $1 ORDER BY seq`,
      [id],
    );
    return rows.map(({ key }) => key);
  }

  /** The address of the doors that are no GraphQL. */
  async openDoors(): Promise<{ url: string; close(): Promise<void> }> {
    const app = express();
    app.use(identifyRequests(this.ground.logger));
    for (const mount of this.payouts.wired.mounts ?? []) mount(app);
    app.use(failures(this.ground.logger));
    const server: Server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}/webhooks/payouts`,
      close: () => new Promise((resolve) => server.close(() => resolve())),
    };
  }

  close(): Promise<void> {
    return this.ground.close();
  }
}

export async function openPayoutHouse(environment: Readonly<Record<string, string>> = {}): Promise<PayoutHouse> {
  return new PayoutHouse(await openTestGround(environment));
}
