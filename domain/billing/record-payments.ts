import type { Users } from '../identity/index.ts';
import { BalanceTooLarge } from '../ledger/index.ts';
import { newId, type Currency, type Id, type Transactions, type Tx } from '../shared/index.ts';
import type { AcceptPayment } from './accept-payment.ts';
import {
  CONFLICT,
  PAYMENT_REVERSED,
  PAYMENT_UNKNOWN,
  RefusedPaymentEvent,
  refusalOf,
  type MisshapenEvent,
  type PaymentEvent,
  type PaymentReceived,
  type PaymentRefusal,
  type PaymentReversed,
} from './payment-event.ts';
import { Payment } from './payment.ts';
import type { PaymentEvents, Payments } from './ports.ts';
import type { ReversePayment } from './reverse-payment.ts';

export type PaymentResult =
  | { readonly eventId: string; readonly status: 'accepted' | 'duplicate' }
  | ({ readonly eventId: string; readonly status: 'conflict' | 'refused' } & PaymentRefusal);

type Outcome = 'accepted' | 'duplicate' | PaymentRefusal;

/**
 * Counts each event of a payment provider once. Each has a transaction of its own, so that one which is refused takes no
 * other with it; when this returns, all that was accepted is committed, and so is the evidence of what was not.
 *
 * A refusal is not remembered against the id: once the customer is registered, the same event is accepted.
 */
export class RecordPayments {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: PaymentEvents,
    private readonly payments: Payments,
    private readonly users: Pick<Users, 'byIds'>,
    private readonly acceptPayment: AcceptPayment,
    private readonly reversePayment: ReversePayment,
    /** Those in which this instance keeps its books. */
    private readonly currencies: readonly Currency[],
  ) {}

  /** One result per event, in the order given, which is also the order in which they count. */
  async execute(providerId: Id, events: readonly (PaymentEvent | MisshapenEvent)[]): Promise<readonly PaymentResult[]> {
    const known = await this.knownCustomers(events);
    const results: PaymentResult[] = [];
    for (const event of events) {
      results.push(resultOf(event.eventId, 'code' in event ? event : await this.record(providerId, event, known)));
    }
    await this.keepEvidence(providerId, events, results);
    return results;
  }

  private async record(providerId: Id, event: PaymentEvent, known: ReadonlySet<Id>): Promise<Outcome> {
    try {
      return await this.transactions.run((tx) => {
        return event.type === 'reversed'
          ? this.reverse(tx, providerId, event)
          : this.receive(tx, providerId, event, known.has(event.customerId));
      });
    } catch (error) {
      if (error instanceof BalanceTooLarge) return { code: error.code, message: error.message };
      throw error;
    }
  }

  private async receive(tx: Tx, providerId: Id, event: PaymentReceived, customerKnown: boolean): Promise<Outcome> {
    const earlier = await this.repeated(tx, providerId, event);
    const facts = { customerKnown, currencies: this.currencies };
    const refused = earlier ?? refusalOf(event, facts);
    if (refused) return refused;
    if (!(await this.events.insert(tx, providerId, event))) return this.rivalled(tx, providerId, event);
    const { customerId, currency, amountMicros, eventId, reference } = event;
    const reported = {
      origin: 'provider',
      operatorId: null,
      idempotencyKey: null,
      providerId,
      eventId,
      reference,
    } as const;
    const payment = new Payment({ ...reported, id: newId(), customerId, currency, amountMicros, createdAt: tx.now });
    await this.payments.insert(tx, payment);
    await this.acceptPayment.execute(tx, payment);
    return 'accepted';
  }

  private async reverse(tx: Tx, providerId: Id, event: PaymentReversed): Promise<Outcome> {
    const earlier = await this.repeated(tx, providerId, event);
    if (earlier) return earlier;
    const payment = await this.payments.lockByEvent(tx, providerId, event.paymentEventId);
    if (!payment) return PAYMENT_UNKNOWN;
    // Again, for a rival with the same event may have held the payment until now.
    const rivalled = await this.repeated(tx, providerId, event);
    if (rivalled) return rivalled;
    if (await this.payments.reversalOf(tx, payment.id)) return PAYMENT_REVERSED;
    if (!(await this.events.insert(tx, providerId, event))) return this.rivalled(tx, providerId, event);
    await this.reversePayment.execute(tx, payment, event);
    return 'accepted';
  }

  /** A counted event decides before any rule: its repeat is a success, whatever has changed since. */
  private async repeated(tx: Tx, providerId: Id, { eventId, digest }: PaymentEvent): Promise<Outcome | null> {
    const earlier = await this.events.digestOf(tx, providerId, eventId);
    if (earlier === null) return null;
    return earlier === digest ? 'duplicate' : CONFLICT;
  }

  private async rivalled(tx: Tx, providerId: Id, event: PaymentEvent): Promise<Outcome> {
    const earlier = await this.repeated(tx, providerId, event);
    if (!earlier) throw new Error(`Event ${event.eventId} was there and is gone.`);
    return earlier;
  }

  private async knownCustomers(events: readonly (PaymentEvent | MisshapenEvent)[]): Promise<ReadonlySet<Id>> {
    const ids = events.flatMap((event) => ('type' in event && event.type === 'received' ? [event.customerId] : []));
    const users = ids.length > 0 ? await this.users.byIds([...new Set(ids)]) : [];
    return new Set(users.map((user) => user.id));
  }

  private async keepEvidence(
    providerId: Id,
    events: readonly (PaymentEvent | MisshapenEvent)[],
    results: readonly PaymentResult[],
  ): Promise<void> {
    const refused = results.flatMap((result, i) =>
      'code' in result ? [{ ...result, digest: (events[i] as PaymentEvent | MisshapenEvent).digest }] : [],
    );
    if (refused.length === 0) return;
    await this.transactions.run((tx) =>
      this.events.refuse(
        tx,
        refused.map(({ eventId, digest, code, message }) => {
          return new RefusedPaymentEvent({
            id: newId(),
            providerId,
            eventId,
            digest,
            code,
            message,
            receivedAt: tx.now,
          });
        }),
      ),
    );
  }
}

function resultOf(eventId: string, outcome: Outcome): PaymentResult {
  if (typeof outcome === 'string') return { eventId, status: outcome };
  const { code, message } = outcome;
  return { eventId, status: code === 'EVENT_CONFLICT' ? 'conflict' : 'refused', code, message };
}
