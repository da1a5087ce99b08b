import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  captureOf,
  holdEndLegs,
  Mandate,
  planTickets,
  type IssuingGround,
  type Ticket,
  type TicketRequest,
} from '../../domain/mandates/index.ts';
import { changed } from '../../domain/shared/index.ts';
import { captured, claimFault, expired, released } from '../../domain/mandates/ticket.ts';
import { ModelVersion } from '../../domain/models/index.ts';
import { priceOf, type Units } from '../../domain/pools/index.ts';

const NOW = new Date('2026-01-31T12:00:00.000Z');
const LIFETIME_MS = 60_000;

const prices = fc.record({
  pricePerQueryMicros: fc.bigInt(0n, 10_000n),
  pricePerMillionInputTokensMicros: fc.bigInt(0n, 10_000_000n),
  pricePerMillionOutputTokensMicros: fc.bigInt(0n, 10_000_000n),
  pricePerSecondMicros: fc.bigInt(0n, 100n),
  minimumChargeMicros: fc.bigInt(0n, 50n),
  freeQueriesPerMonth: fc.constant(0),
});
const count = fc.integer({ min: 0, max: 50 });
const units = fc.record({ queries: count, inputTokens: count, outputTokens: count, seconds: count });

test('whatever a call uses within its ticket costs no more than is held', () => {
  fc.assert(
    fc.property(prices, units, units, (terms, most, part) => {
      const used = Object.fromEntries(
        Object.entries(most).map(([name, value]) => [name, Math.min(value, part[name as keyof Units])]),
      ) as unknown as Units;
      expect(priceOf(used, terms) <= priceOf(most, terms)).toBe(true);
    }),
  );
});

test('the end of a hold takes the whole of it out of the held account, and sums to what was captured', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 18n), fc.bigInt(0n, 10n ** 18n), (a, b) => {
      const [held, charged] = a > b ? [a, b] : [b, a];
      const ticket = { id: 't', state: 'claimed', customerId: 'c', currency: 'EUR', maxPriceMicros: held } as const;
      const { capturedMicros, restMicros } = captureOf(ticket, charged);
      expect(capturedMicros + restMicros).toBe(held);
      const legs = holdEndLegs(ticket, capturedMicros);
      expect(legs.reduce((sum, leg) => sum + leg.amountMicros, 0n)).toBe(-capturedMicros);
      expect(legs.every((leg) => leg.amountMicros !== 0n)).toBe(true);
      expect(legs.find((leg) => leg.account === 'held:c:EUR')?.amountMicros ?? 0n).toBe(-held);
      expect(() => captureOf(ticket, held + 1n)).toThrow('cannot be captured');
      expect(() => captureOf(ticket, -1n)).toThrow('cannot be captured');
    }),
  );
});

/** A customer with one key and one mandate per model, as memory keeps them. */
class World {
  readonly tickets: Ticket[] = [];
  balance: bigint;
  held = 0n;
  taken = 0n;
  spent = 0n;
  now = NOW;
  private requests = 0;

  constructor(
    private readonly funded: bigint,
    private readonly caps: readonly bigint[],
    private readonly limit: bigint | null,
  ) {
    this.balance = funded;
  }

  private readonly ids = (at: number) => ({ version: `version-${at}`, series: `series-${at}` });

  private get versions(): ModelVersion[] {
    return this.caps.map((_, at) =>
      Object.assign(Object.create(ModelVersion.prototype) as ModelVersion, {
        repricings: [],
        id: this.ids(at).version,
        poolId: `pool-${at}`,
        currency: 'EUR',
        pricePerQueryMicros: 7n,
        pricePerMillionInputTokensMicros: 0n,
        pricePerMillionOutputTokensMicros: 0n,
        pricePerSecondMicros: 0n,
        minimumChargeMicros: 0n,
        freeQueriesPerMonth: 0,
      }),
    );
  }

  private get mandates(): Mandate[] {
    return this.caps.map(
      (dailyCapMicros, at) =>
        new Mandate({
          id: this.ids(at).series,
          seriesId: this.ids(at).series,
          version: 1,
          customerId: 'customer',
          modelVersionId: this.ids(at).version,
          poolId: null,
          apiKeyId: null,
          currency: 'EUR',
          maxPriceMicros: 70n,
          dailyCapMicros,
          givenAt: NOW,
          expiresAt: new Date(NOW.getTime() + 86_400_000),
          statementJws: null,
          revokedAt: null,
          revocationJws: null,
          supersededBy: null,
        }),
    );
  }

  committed(at: number): bigint {
    return this.tickets
      .filter((ticket) => ticket.seriesId === this.ids(at).series)
      .reduce((sum, ticket) => sum + (ticket.capturedMicros ?? ticket.maxPriceMicros), 0n);
  }

  issue(wanted: readonly (readonly [model: number, queries: number])[]): void {
    const requests = wanted.map(([model, queries]): TicketRequest => {
      this.requests += 1;
      const maxUnits = { queries, inputTokens: 0, outputTokens: 0, seconds: 0 };
      return { requestId: `${this.requests}`, keyId: 'key', modelVersionId: this.ids(model).version, maxUnits };
    });
    const outcomes = planTickets(requests, this.ground());
    for (const outcome of outcomes) {
      if (!('ticket' in outcome)) continue;
      const { ticket } = outcome;
      this.tickets.push(ticket);
      this.balance -= ticket.maxPriceMicros;
      this.held += ticket.maxPriceMicros;
      if (ticket.limited) this.spent += ticket.maxPriceMicros;
    }
  }

  private ground(): IssuingGround {
    const account = 'customer:customer:EUR';
    return {
      gatewayId: 'gateway',
      now: this.now,
      lifetimeMs: LIFETIME_MS,
      versions: new Map(this.versions.map((version) => [version.id, version])),
      liveVersionIds: new Set(this.versions.map((version) => version.id)),
      servableIds: new Set(this.versions.map((version) => version.id)),
      keys: new Map([['key', { id: 'key', customerId: 'customer', revokedAt: null }]]),
      mandates: this.mandates,
      earlier: new Map(),
      balances: new Map([[account, this.balance]]),
      committedToday: new Map(this.caps.map((_, at) => [this.ids(at).series, this.committed(at)])),
      remaining: new Map(this.limit === null ? [] : [[account, this.limit - this.spent]]),
    };
  }

  end(ticket: Ticket, ended: Ticket): void {
    this.tickets[this.tickets.indexOf(ticket)] = ended;
    for (const { account, amountMicros } of holdEndLegs(ended, ended.capturedMicros ?? 0n)) {
      if (account.startsWith('held:')) this.held += amountMicros;
      else this.balance += amountMicros;
    }
    this.taken += ended.capturedMicros ?? 0n;
    if (ended.limited) this.spent -= ended.maxPriceMicros - (ended.capturedMicros ?? 0n);
  }

  /** One step for one ticket; what its state does not allow is refused and changes nothing. */
  step(ticket: Ticket, act: 'claim' | 'capture' | 'release' | 'expire', part: number): void {
    if (act === 'claim') {
      const { customerId, keyId, modelVersionId, maxUnits } = ticket;
      const claim = { ticketId: ticket.id, eventId: ticket.id, customerId, keyId, modelVersionId, units: maxUnits };
      if (ticket.state !== 'open' || claimFault(ticket, 'gateway', claim, this.now)) return;
      const use = { state: 'claimed', eventId: ticket.id, usageId: 1n, claimedAt: this.now } as const;
      this.tickets[this.tickets.indexOf(ticket)] = changed(ticket, use);
    } else if (act === 'capture') {
      const charged = (ticket.maxPriceMicros * BigInt(part)) / 100n;
      if (ticket.state !== 'claimed') expect(() => captured(ticket, charged, this.now)).toThrow('cannot be captured');
      else this.end(ticket, captured(ticket, charged, this.now));
    } else if (act === 'release') {
      if (ticket.state === 'open' && ticket.expiresAt > this.now) this.end(ticket, released(ticket, 'x', this.now));
      else expect(() => released(ticket, 'x', this.now)).toThrow();
    } else if (ticket.state === 'open' && ticket.expiresAt <= this.now) {
      this.end(ticket, expired(ticket, this.now));
    }
  }

  check(): void {
    const unresolved = this.tickets.filter(({ state }) => state === 'open' || state === 'claimed');
    expect(this.held).toBe(unresolved.reduce((sum, ticket) => sum + ticket.maxPriceMicros, 0n));
    expect(this.balance + this.held + this.taken).toBe(this.funded);
    expect(this.balance >= 0n).toBe(true);
    for (const [at, cap] of this.caps.entries()) expect(this.committed(at) <= cap).toBe(true);
    if (this.limit !== null) {
      expect(this.spent <= this.limit).toBe(true);
      const counted = this.tickets.reduce((sum, one) => sum + (one.capturedMicros ?? one.maxPriceMicros), 0n);
      expect(this.spent).toBe(counted);
    }
  }
}

const command = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 5 }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      at: fc.nat(30),
      act: fc.constantFrom('claim', 'capture', 'release', 'expire'),
      part: fc.integer({ min: 0, max: 100 }),
    }),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40_000 }) },
);

test('whatever is bought, used, released or left to expire, holds are the open tickets, and neither cap, limit nor balance is passed', () => {
  const caps = fc.tuple(fc.bigInt(0n, 300n), fc.bigInt(0n, 300n), fc.bigInt(0n, 300n));
  const limit = fc.option(fc.bigInt(0n, 400n));
  const commands = fc.array(command, { maxLength: 40 });
  fc.assert(
    fc.property(fc.bigInt(0n, 600n), caps, limit, commands, (funded, dailyCaps, most, steps) => {
      const world = new World(funded, dailyCaps, most);
      for (const step of steps) {
        if (typeof step === 'number') world.now = new Date(world.now.getTime() + step);
        else if (Array.isArray(step)) world.issue(step);
        else if (world.tickets.length > 0) {
          world.step(world.tickets[step.at % world.tickets.length] as Ticket, step.act, step.part);
        }
        world.check();
      }
    }),
    { numRuns: 300 },
  );
});
