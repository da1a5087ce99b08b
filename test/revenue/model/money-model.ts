import { earnedMicros, finalMicros } from '../../../domain/revenue/index.ts';
import { splitRefund, type Legs } from '../../../domain/revenue/refunds/refund.ts';
import { splitPrice } from '../../../domain/revenue/posting/split.ts';

export interface Call {
  readonly customer: number;
  readonly priceMicros: bigint;
  state: 'pending' | 'unfunded' | 'posted' | 'quarantined';
  /** What is not paid back of it. */
  left: Legs;
  /** On which day it was posted. */
  day: number;
}

/** What the books must say, kept in the plainest way: numbers and lists, no database, no batches, no locks. */
export class MoneyModel {
  readonly calls: Call[] = [];
  readonly drawn: bigint[];
  readonly balances: bigint[];
  builder = 0n;
  platform = 0n;
  reserve = 0n;
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
    this.balances[customer]! += amountMicros;
    if (this.isBehind(customer)) this.funded.add(customer);
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

  refund(call: Call, amountMicros: bigint): void {
    const part = splitRefund(amountMicros, call.left);
    call.left = {
      feeMicros: call.left.feeMicros - part.feeMicros,
      builderMicros: call.left.builderMicros - part.builderMicros,
      shareMicros: call.left.shareMicros - part.shareMicros,
    };
    const day = this.days.get(call.day)!;
    let owed = 0n;
    if (this.state !== 'closed' && (part.shareMicros === 0n || !day.mature)) {
      day.net -= part.shareMicros;
      this.revenue -= part.shareMicros;
    } else owed += part.shareMicros;
    const lacking = part.builderMicros > this.builder ? part.builderMicros - this.builder : 0n;
    this.builder -= part.builderMicros - lacking;
    owed += lacking;
    const fromReserve = owed < this.reserve ? owed : this.reserve;
    this.reserve -= fromReserve;
    this.platform -= part.feeMicros + owed - fromReserve;
    this.topUp(call.customer, amountMicros);
  }

  ripen(days: number, windowDays: number): void {
    this.today += days;
    for (const [day, each] of this.days) if (day + windowDays < this.today) each.mature = true;
  }

  isBehind(customer: number): boolean {
    return this.calls.some((call) => call.customer === customer && call.state === 'unfunded');
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
