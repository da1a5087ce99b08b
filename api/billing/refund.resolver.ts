import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  ApproveBalanceRefund,
  BalanceRefund,
  BalanceRefunds,
  RequestBalanceRefund,
  ReturnBalanceRefund,
  SettleBalanceRefund,
} from '../../domain/billing/index.ts';
import { assertOperator } from '../../domain/identity/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { CUSTOMER, customerIn } from './customer.ts';
import {
  ApproveBalanceRefundInput,
  ApproveBalanceRefundPayload,
  BalanceRefundConnection,
  BalanceRefundType,
  RequestBalanceRefundInput,
  RequestBalanceRefundPayload,
  ReturnBalanceRefundInput,
  ReturnBalanceRefundPayload,
  SettleBalanceRefundInput,
  SettleBalanceRefundPayload,
} from './refund.type.ts';

export interface RefundUseCases {
  readonly refunds: BalanceRefunds;
  readonly requestBalanceRefund: RequestBalanceRefund;
  readonly approveBalanceRefund: ApproveBalanceRefund;
  readonly settleBalanceRefund: SettleBalanceRefund;
  readonly returnBalanceRefund: ReturnBalanceRefund;
}

@Resolver(() => BalanceRefundType)
export class BalanceRefundResolver {
  constructor(private readonly useCases: RefundUseCases) {}

  @Query(() => BalanceRefundConnection, {
    description: 'What the viewer asked back of their balance, the newest first.',
  })
  balanceRefunds(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
    @Arg('customerId', () => ID, CUSTOMER) nodeId?: string | null,
  ): Promise<ConnectionOf<BalanceRefund>> {
    const customerId = customerIn(viewerOf(ctx), nodeId);
    const read = (page: Parameters<BalanceRefunds['open']>[0]) => this.useCases.refunds.ofCustomer(customerId, page);
    return connectionFrom(args, ['balanceRefunds', customerId], read);
  }

  @Query(() => BalanceRefundConnection, {
    description: 'The refunds that wait to be approved or paid out, the oldest first. For operators.',
  })
  openBalanceRefunds(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<BalanceRefund>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['openBalanceRefunds'], (page) => this.useCases.refunds.open(page));
  }

  @FieldResolver(() => ID, { description: 'Who asked for it.' })
  customerId(@Root() refund: BalanceRefund): string {
    return toNodeId('User', refund.customerId);
  }

  @Mutation(() => RequestBalanceRefundPayload, {
    description: 'Asks unused prepaid money back. It leaves the balance at once.',
  })
  requestBalanceRefund(
    @Arg('input', () => RequestBalanceRefundInput, { description: 'How much.' }) input: RequestBalanceRefundInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RequestBalanceRefundPayload> {
    const viewer = viewerOf(ctx);
    const { currency, amountMicros, idempotencyKey } = input;
    return payload(input, async () => ({
      refund: await this.useCases.requestBalanceRefund.execute({ viewer, currency, amountMicros, idempotencyKey }),
    }));
  }

  @Mutation(() => ApproveBalanceRefundPayload, {
    description: 'Says that a refund may be paid out, which another operator then does. For operators.',
  })
  approveBalanceRefund(
    @Arg('input', () => ApproveBalanceRefundInput, { description: 'Which one.' }) input: ApproveBalanceRefundInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ApproveBalanceRefundPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const refundId = fromNodeId('BalanceRefund', input.refundId, 'refundId');
      return { refund: await this.useCases.approveBalanceRefund.execute({ viewer, refundId }) };
    });
  }

  @Mutation(() => SettleBalanceRefundPayload, {
    description: 'Says that a refund which another operator approved was paid out. For operators.',
  })
  settleBalanceRefund(
    @Arg('input', () => SettleBalanceRefundInput, { description: 'Which one.' }) input: SettleBalanceRefundInput,
    @Ctx() ctx: ApiContext,
  ): Promise<SettleBalanceRefundPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const { providerReference } = input;
      const refundId = fromNodeId('BalanceRefund', input.refundId, 'refundId');
      return { refund: await this.useCases.settleBalanceRefund.execute({ viewer, refundId, providerReference }) };
    });
  }

  @Mutation(() => ReturnBalanceRefundPayload, {
    description: 'Says that a refund could not be paid out; it is put on the balance again. For operators.',
  })
  returnBalanceRefund(
    @Arg('input', () => ReturnBalanceRefundInput, { description: 'Which one.' }) input: ReturnBalanceRefundInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ReturnBalanceRefundPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const { reason } = input;
      const refundId = fromNodeId('BalanceRefund', input.refundId, 'refundId');
      return { refund: await this.useCases.returnBalanceRefund.execute({ viewer, refundId, reason }) };
    });
  }
}
