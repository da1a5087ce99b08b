import { assertOperator, type Viewer } from '../../identity/index.ts';
import { accountKeys, type PostJournals } from '../../ledger/index.ts';
import { newId, type Currency, type Micros, type Transactions, type Tx } from '../../shared/index.ts';
import { assertAmount, assertBooked, assertIdempotencyKey } from '../amounts.ts';
import { IdempotencyKeyReused } from '../errors.ts';
import type { ReserveFundings } from '../ports.ts';
import { ReserveFunding, type ReserveSource } from './reserve-funding.ts';

export interface FundReserveCommand {
  readonly viewer: Viewer;
  readonly source: ReserveSource;
  readonly currency: Currency;
  readonly amountMicros: Micros;
  readonly idempotencyKey: string;
}

/** An operator puts money aside for refunds of matured shares, from outside or from the platform's fees. */
export class FundReserve {
  constructor(
    private readonly transactions: Transactions,
    private readonly fundings: ReserveFundings,
    private readonly postJournals: PostJournals,
    /** Those in which this instance keeps its books. */
    private readonly currencies: readonly Currency[],
  ) {}

  /** Throws FORBIDDEN, INVALID_INPUT, IDEMPOTENCY_KEY_REUSED, and INSUFFICIENT_BALANCE where the fees do not reach. */
  async execute(command: FundReserveCommand): Promise<ReserveFunding> {
    assertOperator(command.viewer);
    assertAmount(command.amountMicros);
    assertBooked(command.currency, this.currencies);
    assertIdempotencyKey(command.idempotencyKey);
    return this.transactions.run((tx) => this.fund(tx, command));
  }

  private async fund(tx: Tx, { viewer, ...asked }: FundReserveCommand): Promise<ReserveFunding> {
    const { source, currency, amountMicros } = asked;
    const funding = new ReserveFunding({ ...asked, id: newId(), operatorId: viewer.userId, fundedAt: tx.now });
    if (!(await this.fundings.insert(tx, funding))) {
      const earlier = await this.fundings.byKey(tx, viewer.userId, asked.idempotencyKey);
      if (!earlier || !sameInput(earlier, asked)) throw new IdempotencyKeyReused();
      return earlier;
    }
    const legs = [
      { account: accountKeys[source](currency), amountMicros: -amountMicros },
      { account: accountKeys.reserve(currency), amountMicros },
    ];
    await this.postJournals.execute(tx, [{ key: `reserve:${funding.id}`, kind: 'reserve', currency, legs }]);
    return funding;
  }
}

function sameInput(earlier: ReserveFunding, asked: Omit<FundReserveCommand, 'viewer'>): boolean {
  return (
    earlier.source === asked.source &&
    earlier.currency === asked.currency &&
    earlier.amountMicros === asked.amountMicros
  );
}
