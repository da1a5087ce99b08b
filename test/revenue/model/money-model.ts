import { earnedMicros, finalMicros } from '../../../domain/revenue/index.ts';
import { splitRefund, type Legs } from '../../../domain/revenue/refunds/refund.ts';
import { splitPrice } from '../../../domain/revenue/posting/split.ts';
import type { Id } from '../../../domain/shared/index.ts';
import type { PayoutState } from '../../../domain/payouts/index.ts';

export interface Call {
  readonly customer: number;
  readonly priceMicros: bigint;
  state: 'pending' | 'unfunded' | 'posted' | 'quarantined';
  /** What is not paid back of it. */
  left: Legs;
  /** On which day it was posted. */
  day: number;
}

/** A payout as a plain list remembers it. */
export interface PaidOut {
  readonly id: Id;
  readonly key: string;
  /** Whose wallet, by its place. */
  readonly payee: number;
  readonly amountMicros: bigint;
  state: PayoutState;
  /** Of the last ending that was accepted. */
  reference: string | null;
}

/** What the books must say, kept in the plainest way: numbers and lists, no database, no batches, no locks. */
export class MoneyModel {
  readonly calls: Call[] = [];
  readonly drawn: bigint[];
  readonly draws: { readonly owner: number; readonly amountMicros: bigint; readonly key: string }[] = [];
  readonly balances: bigint[];
  /** What payouts are taken from: of each owner what was drawn, and last of the builder what was earned. */
  readonly wallets: bigint[];
  readonly payouts: PaidOut[] = [];
  platform = 0n;
  reserve = 0n;
  /** Between wallet and bank. */
  payable = 0n;
  external = 0n;
  revenue = 0n;
  /** By day: what was earned and not paid back, and whether it has matured. */
  readonly days = new Map<number, { net: bigint; mature: boolean }>();
  state: 'open' | 'draining' | 'closed' = 'open';
  today = 0;
  /** Whose older calls are unfunded and may be payable again. */
  readonly funded = new Set<number>();

  constructor(
    readonly weights: readonly bigint[],
    readonly terms: { readonly platformPpm: number; readonly builderPpm: number },
    customers: number,
  ) {
    this.drawn = weights.map(() => 0n);
    this.balances = Array.from({ length: customers }, () => 0n);
    this.wallets = [...weights, 0n].map(() => 0n);
  }

  get builder(): bigint {
    return this.wallets.at(-1)!;
  }

  set builder(micros: bigint) {
    this.wallets[this.weights.length] = micros;
  }

  get totalWeight(): bigint {
    return this.weights.reduce((a, b) => a + b, 0n);
  }

  get mature(): bigint {
    return [...this.days.values()].reduce((sum, day) => (day.mature ? sum + day.net : sum), 0n);
  }

  earned(owner: number): bigint {
    const before = this.weights.slice(0, owner).reduce((a, b) => a + b, 0n);
    if (this.state === 'closed') return finalMicros(this.revenue, before, this.weights[owner]!, this.totalWeight);
    return earnedMicros(this.revenue, this.weights[owner]!, this.totalWeight);
  }

  available(owner: number): bigint {
    if (this.state === 'closed') return this.earned(owner) - this.drawn[owner]!;
    return earnedMicros(this.mature, this.weights[owner]!, this.totalWeight) - this.drawn[owner]!;
  }

  topUp(customer: number, amountMicros: bigint): void {
    this.external -= amountMicros;
    this.credit(customer, amountMicros);
  }

  draw(owner: number, { amountMicros, key }: { amountMicros: bigint; key: string }): void {
    this.draws.push({ owner, amountMicros, key });
    this.drawn[owner]! += amountMicros;
    this.wallets[owner]! += amountMicros;
  }

  post(): void {
    const behind = new Set([...this.balances.keys()].filter((customer) => this.isBehind(customer)));
    for (const call of this.calls) if (call.state === 'pending') this.pay(call, behind);
  }

  postFunded(): void {
    for (const customer of this.funded) {
      const behind = new Set<number>();
      for (const call of this.calls) {
        if (call.customer === customer && call.state === 'unfunded') this.pay(call, behind);
      }
    }
    this.funded.clear();
  }

  /** Who pays a refund: what the pot and the builder cannot give any more comes from the reserve, and then from the platform. */
  refundOf(call: Call, amountMicros: bigint) {
    const parts = splitRefund(amountMicros, call.left);
    const { feeMicros, builderMicros, shareMicros } = parts;
    const isMature = this.days.get(call.day)!.mature;
    const fromPot = this.state !== 'closed' && (shareMicros === 0n || !isMature) ? shareMicros : 0n;
    const fromBuilder = least(builderMicros, this.builder);
    const owed = shareMicros - fromPot + builderMicros - fromBuilder;
    const fromReserve = least(owed, this.reserve);
    const fromPlatform = feeMicros + owed - fromReserve;
    const refusal = fromPlatform > this.platform ? 'RESERVE_INSUFFICIENT' : null;
    return { parts, fromPot, fromBuilder, fromReserve, fromPlatform, refusal };
  }

  refund(call: Call, amountMicros: bigint): void {
    const { parts, fromPot, fromBuilder, fromReserve, fromPlatform } = this.refundOf(call, amountMicros);
    call.left = {
      feeMicros: call.left.feeMicros - parts.feeMicros,
      builderMicros: call.left.builderMicros - parts.builderMicros,
      shareMicros: call.left.shareMicros - parts.shareMicros,
    };
    this.days.get(call.day)!.net -= fromPot;
    this.revenue -= fromPot;
    this.builder -= fromBuilder;
    this.reserve -= fromReserve;
    this.platform -= fromPlatform;
    this.credit(call.customer, amountMicros);
  }

  ripen(days: number, windowDays: number): void {
    this.today += days;
    for (const [day, each] of this.days) if (day + windowDays < this.today) each.mature = true;
  }

  isBehind(customer: number): boolean {
    return this.calls.some((call) => call.customer === customer && call.state === 'unfunded');
  }

  private credit(customer: number, amountMicros: bigint): void {
    this.balances[customer]! += amountMicros;
    if (this.isBehind(customer)) this.funded.add(customer);
  }

  private pay(call: Call, behind: Set<number>): void {
    if (this.state === 'closed') {
      call.state = 'quarantined';
      return;
    }
    const { customer, priceMicros } = call;
    if (priceMicros > 0n && (behind.has(customer) || this.balances[customer]! < priceMicros)) {
      behind.add(customer);
      call.state = 'unfunded';
      return;
    }
    const { feeMicros, builderMicros, shareMicros } = splitPrice(priceMicros, this.terms);
    this.balances[customer]! -= priceMicros;
    this.platform += feeMicros;
    this.builder += builderMicros;
    this.revenue += shareMicros;
    const day = this.days.get(this.today) ?? { net: 0n, mature: false };
    day.net += shareMicros;
    this.days.set(this.today, day);
    Object.assign(call, { state: 'posted', left: { feeMicros, builderMicros, shareMicros }, day: this.today });
  }
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
