import { assertOperator, type Users, type Viewer } from '../identity/index.ts';
import { accountKeys, type PostJournals } from '../ledger/index.ts';
import type { RequeueUnfunded, UsageQueue } from '../metering/index.ts';
import { newId, NotFound, type Currency, type Id, type Micros, type Transactions, type Tx } from '../shared/index.ts';
import { assertAmount, assertBooked, assertIdempotencyKey } from './amounts.ts';
import { IdempotencyKeyReused } from './errors.ts';
import { balanceChanged } from './events.ts';
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
 * Money came in from outside: the customer's prepaid balance grows. In the same transaction the customer's parked events
 * wait for posting again, or are remembered to; so a crash right after it cannot leave them parked.
 */
export class RecordTopUp {
  constructor(
    private readonly transactions: Transactions,
    private readonly topUps: TopUps,
    private readonly users: Pick<Users, 'byIds'>,
    private readonly postJournals: PostJournals,
    private readonly requeueUnfunded: RequeueUnfunded,
    private readonly queue: UsageQueue,
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

    const { topUp, requeued } = await this.transactions.run((tx) => this.record(tx, command));
    if (requeued.length > 0) this.queue.publish(requeued.map((id) => ({ id, customerId: topUp.customerId })));
    return topUp;
  }

  private async record(tx: Tx, command: TopUpCommand): Promise<{ topUp: TopUp; requeued: bigint[] }> {
    const { viewer, ...asked } = command;
    const { customerId, currency, amountMicros, idempotencyKey } = asked;
    const topUp = new TopUp({ ...asked, id: newId(), operatorId: viewer.userId, createdAt: tx.now });
    if (!(await this.topUps.insert(tx, topUp))) {
      const earlier = await this.topUps.byKey(tx, viewer.userId, idempotencyKey);
      if (!earlier || !sameInput(earlier, command)) throw new IdempotencyKeyReused();
      return { topUp: earlier, requeued: [] };
    }
    const legs = [
      { account: accountKeys.external(currency), amountMicros: -amountMicros },
      { account: accountKeys.customer(customerId, currency), amountMicros },
    ];
    await this.postJournals.execute(tx, [{ key: `top-up:${topUp.id}`, kind: 'top-up', currency, legs }]);
    const requeued = await this.requeueUnfunded.execute(tx, customerId);
    tx.emit(balanceChanged(customerId));
    return { topUp, requeued };
  }
}

function sameInput(earlier: TopUp, command: TopUpCommand): boolean {
  return (
    earlier.customerId === command.customerId &&
    earlier.currency === command.currency &&
    earlier.amountMicros === command.amountMicros
  );
}
