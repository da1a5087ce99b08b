import { assertOperator, type Users, type Viewer } from '../identity/index.ts';
import { assertAmount, assertBooked, assertIdempotencyKey, IdempotencyKeyReused } from '../revenue/index.ts';
import { newId, NotFound, type Currency, type Id, type Micros, type Transactions, type Tx } from '../shared/index.ts';
import type { AcceptPayment } from './accept-payment.ts';
import { Payment } from './payment.ts';
import type { Payments } from './ports.ts';

export interface TopUpCommand {
  readonly viewer: Viewer;
  readonly customerId: Id;
  readonly currency: Currency;
  readonly amountMicros: Micros;
  readonly idempotencyKey: string;
}

/** An operator records by hand that money came in for a customer, such as a bank transfer. */
export class RecordTopUp {
  constructor(
    private readonly transactions: Transactions,
    private readonly payments: Payments,
    private readonly users: Pick<Users, 'byIds'>,
    private readonly acceptPayment: AcceptPayment,
    /** Those in which this instance keeps its books. */
    private readonly currencies: readonly Currency[],
  ) {}

  async execute(command: TopUpCommand): Promise<Payment> {
    assertOperator(command.viewer);
    assertAmount(command.amountMicros);
    assertBooked(command.currency, this.currencies);
    assertIdempotencyKey(command.idempotencyKey);
    const [customer] = await this.users.byIds([command.customerId]);
    if (!customer) throw new NotFound('The customer', ['customerId']);

    return this.transactions.run((tx) => this.record(tx, command));
  }

  private async record(tx: Tx, command: TopUpCommand): Promise<Payment> {
    const { viewer, ...asked } = command;
    const byHand = {
      origin: 'operator',
      operatorId: viewer.userId,
      providerId: null,
      eventId: null,
      reference: null,
    } as const;
    const payment = new Payment({ ...asked, ...byHand, id: newId(), createdAt: tx.now });
    if (await this.payments.insert(tx, payment)) {
      await this.acceptPayment.execute(tx, payment);
      return payment;
    }
    const earlier = await this.payments.byKey(tx, viewer.userId, command.idempotencyKey);
    if (!earlier || !sameInput(earlier, command)) throw new IdempotencyKeyReused();
    return earlier;
  }
}

function sameInput(earlier: Payment, command: TopUpCommand): boolean {
  return (
    earlier.customerId === command.customerId &&
    earlier.currency === command.currency &&
    earlier.amountMicros === command.amountMicros
  );
}
