import 'reflect-metadata';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { assertOperator } from '../../domain/identity/index.ts';
import type { DecidePayout, Ending, HoldPayout, Payout, Payouts, ReleasePayout } from '../../domain/payouts/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  viewerOf,
  withoutNulls,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  HoldPayoutInput,
  PayoutFilterInput,
  PayoutInput,
  PayoutPayload,
  ReturnPayoutInput,
  SettlePayoutInput,
} from './payout.input.ts';
import { PayoutConnection } from './payout.type.ts';

export interface PayoutQueueUseCases {
  readonly payouts: Payouts;
  readonly holdPayout: HoldPayout;
  readonly releasePayout: ReleasePayout;
  readonly decidePayout: DecidePayout;
}

/** What operators do with single payouts. */
@Resolver()
export class PayoutQueueResolver {
  constructor(private readonly useCases: PayoutQueueUseCases) {}

  @Query(() => PayoutConnection, { description: 'Everybody’s payouts, the oldest first. For operators.' })
  payoutQueue(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('filter', () => PayoutFilterInput, { nullable: true, description: 'Only some of them.' })
    filter: PayoutFilterInput | null | undefined,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<Payout>> {
    assertOperator(viewerOf(ctx));
    const { batchId, orderId, ...given } = withoutNulls<PayoutFilterInput>(filter ?? {});
    const wanted = {
      ...given,
      ...(batchId ? { batchId: fromNodeId('PayoutBatch', batchId, ['filter', 'batchId']) } : {}),
      ...(orderId ? { id: orderIdGiven(orderId) } : {}),
    };
    return connectionFrom(args, ['payoutQueue', wanted], (request) => this.useCases.payouts.queue(wanted, request));
  }

  @Mutation(() => PayoutPayload, { description: 'Stops a requested payout. For operators.' })
  holdPayout(
    @Arg('input', () => HoldPayoutInput, { description: 'Which, and why.' }) input: HoldPayoutInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutPayload> {
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), payoutId: payoutIdIn(input), reason: input.reason };
      return { payout: await this.useCases.holdPayout.execute(command) };
    });
  }

  @Mutation(() => PayoutPayload, { description: 'Ends the hold on a payout of somebody else. For operators.' })
  releasePayout(
    @Arg('input', () => PayoutInput, { description: 'Which.' }) input: PayoutInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutPayload> {
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), payoutId: payoutIdIn(input) };
      return { payout: await this.useCases.releasePayout.execute(command) };
    });
  }

  @Mutation(() => PayoutPayload, { description: 'Records that a payout has arrived; final. For operators.' })
  settlePayout(
    @Arg('input', () => SettlePayoutInput, { description: 'Which.' }) input: SettlePayoutInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutPayload> {
    return this.end(input, ctx, { state: 'settled', reference: input.reference ?? null });
  }

  @Mutation(() => PayoutPayload, {
    description: 'Records that a payout came back; its money is in the wallet again. Final. For operators.',
  })
  returnPayout(
    @Arg('input', () => ReturnPayoutInput, { description: 'Which, and why.' }) input: ReturnPayoutInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutPayload> {
    return this.end(input, ctx, { state: 'returned', reason: input.reason, reference: input.reference ?? null });
  }

  private end(input: PayoutInput, ctx: ApiContext, ending: Ending): Promise<PayoutPayload> {
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), payoutId: payoutIdIn(input), ending };
      return { payout: await this.useCases.decidePayout.execute(command) };
    });
  }
}

function orderIdGiven(orderId: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(orderId)) return orderId;
  throw new InvalidInput(['filter', 'orderId'], 'An order id is the UUID of a payout, in lower case.');
}

function payoutIdIn({ payoutId }: PayoutInput): string {
  return fromNodeId('Payout', payoutId, 'payoutId');
}
