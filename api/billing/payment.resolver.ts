import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  Payment,
  PaymentReversal,
  Payments,
  Prepaid,
  ReadPrepaid,
  Receipt,
  Receipts,
  RecordTopUp,
} from '../../domain/billing/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { CURRENCY, CUSTOMER, customerIn } from './customer.ts';
import { ReceiptType } from './document.type.ts';
import {
  PaymentConnection,
  PaymentReversalType,
  PaymentType,
  PrepaidBalanceType,
  TopUpInput,
  TopUpPayload,
} from './payment.type.ts';

export interface PaymentUseCases {
  readonly payments: Payments;
  readonly receipts: Receipts;
  readonly readPrepaid: ReadPrepaid;
  readonly recordTopUp: RecordTopUp;
}

@Resolver(() => PaymentType)
export class PaymentResolver {
  constructor(private readonly useCases: PaymentUseCases) {}

  @Query(() => PaymentConnection, { description: 'What came in for the viewer, the newest first.' })
  payments(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
    @Arg('customerId', () => ID, CUSTOMER) nodeId?: string | null,
  ): Promise<ConnectionOf<Payment>> {
    const customerId = customerIn(viewerOf(ctx), nodeId);
    return connectionFrom(args, ['payments', customerId], (page) =>
      this.useCases.payments.ofCustomer(customerId, page),
    );
  }

  @Query(() => PrepaidBalanceType, { description: 'The viewer’s prepaid money: to spend, held, owed, refundable.' })
  prepaidBalance(
    @Arg('currency', () => String, CURRENCY) currency: string,
    @Ctx() ctx: ApiContext,
    @Arg('customerId', () => ID, CUSTOMER) nodeId?: string | null,
  ): Promise<Prepaid> {
    const viewer = viewerOf(ctx);
    return this.useCases.readPrepaid.execute(viewer, customerIn(viewer, nodeId), currency);
  }

  @FieldResolver(() => ReceiptType, { nullable: true, description: 'The document that says so.' })
  receipt(@Root() payment: Payment, @Ctx() ctx: ApiContext): Promise<Receipt | null> {
    return ctx.loaders.of(this.receiptByPayment).load(payment.id);
  }

  @FieldResolver(() => PaymentReversalType, { nullable: true, description: 'Null unless it was taken back.' })
  reversal(@Root() payment: Payment, @Ctx() ctx: ApiContext): Promise<PaymentReversal | null> {
    return ctx.loaders.of(this.reversalByPayment).load(payment.id);
  }

  @Mutation(() => TopUpPayload, {
    description:
      'Records money that came in for a customer. Their parked calls are then paid, the oldest first. For operators.',
  })
  topUp(
    @Arg('input', () => TopUpInput, { description: 'How much, for whom.' }) input: TopUpInput,
    @Ctx() ctx: ApiContext,
  ): Promise<TopUpPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const customerId = fromNodeId('User', input.customerId, 'customerId');
      const { currency, amountMicros, idempotencyKey } = input;
      const asked = { viewer, customerId, currency, amountMicros, idempotencyKey };
      return { topUp: await this.useCases.recordTopUp.execute(asked) };
    });
  }

  private readonly receiptByPayment = async (ids: readonly Id[]): Promise<(Receipt | null)[]> => {
    return inOrder(ids, await this.useCases.receipts.ofPayments(ids));
  };

  private readonly reversalByPayment = async (ids: readonly Id[]): Promise<(PaymentReversal | null)[]> => {
    return inOrder(ids, await this.useCases.payments.reversalsOf(ids));
  };
}

function inOrder<T extends { readonly paymentId: Id }>(ids: readonly Id[], found: readonly T[]): (T | null)[] {
  const byPayment = new Map(found.map((one) => [one.paymentId, one]));
  return ids.map((id) => byPayment.get(id) ?? null);
}
