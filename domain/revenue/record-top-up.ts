import { assertOperator, type Users, type Viewer } from '../identity/index.ts';
import { accountKeys, type PostJournals } from '../ledger/index.ts';
import type { FundPayer } from '../metering/index.ts';
import { newId, NotFound, type Currency, type Id, type Micros, type Transactions, type Tx } from '../shared/index.ts';
import { assertAmount, assertBooked, assertIdempotencyKey } from './amounts.ts';
import { IdempotencyKeyReused } from './errors.ts';
import { announceBalances } from './events.ts';
import type { TopUps } from './ports.ts';
import { TopUp } from './top-up.ts';

export interface TopUpCommand {
  readonly viewer: Viewer;
  readonly customerId: Id;
  readonly currency: Currency;
  readonly amountMicros: Micros;
  readonly idempotencyKey: string;
}

/**
 * Money came in from outside: the customer's prepaid balance grows. In the same transaction their parked events are
 * remembered as payable; so a crash right after it cannot leave them parked.
 */
export class RecordTopUp {
  constructor(
    private readonly transactions: Transactions,
    private readonly topUps: TopUps,
    private readonly users: Pick<Users, 'byIds'>,
    private readonly postJournals: PostJournals,
    private readonly fundPayer: FundPayer,
    /** Those in which this instance keeps its books. */
    private readonly currencies: readonly Currency[],
  ) {}

  async execute(command: TopUpCommand): Promise<TopUp> {
    assertOperator(command.viewer);
    assertAmount(command.amountMicros);
    assertBooked(command.currency, this.currencies);
    assertIdempotencyKey(command.idempotencyKey);
    const [customer] = await this.users.byIds([command.customerId]);
    if (!customer) throw new NotFound('The customer', ['customerId']);

    return this.transactions.run((tx) => this.record(tx, command));
  }

  private async record(tx: Tx, command: TopUpCommand): Promise<TopUp> {
    const { viewer, ...asked } = command;
    const { customerId, currency, amountMicros, idempotencyKey } = asked;
    const topUp = new TopUp({ ...asked, id: newId(), operatorId: viewer.userId, createdAt: tx.now });
    if (!(await this.topUps.insert(tx, topUp))) {
      const earlier = await this.topUps.byKey(tx, viewer.userId, idempotencyKey);
      if (!earlier || !sameInput(earlier, command)) throw new IdempotencyKeyReused();
      return earlier;
    }
    const legs = [
      { account: accountKeys.external(currency), amountMicros: -amountMicros },
      { account: accountKeys.customer(customerId, currency), amountMicros },
    ];
    await this.postJournals.execute(tx, [{ key: `top-up:${topUp.id}`, kind: 'top-up', currency, legs }]);
    await this.fundPayer.execute(tx, { customerId, currency });
    announceBalances(tx, [customerId]);
    return topUp;
  }
}

function sameInput(earlier: TopUp, command: TopUpCommand): boolean {
  return (
    earlier.customerId === command.customerId &&
    earlier.currency === command.currency &&
    earlier.amountMicros === command.amountMicros
  );
}
