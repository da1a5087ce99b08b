import 'reflect-metadata';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { CancelPayout, Payout, Payouts, ReadWallets, RequestPayout } from '../../domain/payouts/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followEvents,
  fromNodeId,
  Live,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { PayoutInput, PayoutPayload, RequestPayoutInput } from './payout.input.ts';
import { PayoutConnection, PayoutType, WalletType } from './payout.type.ts';

export interface PayoutUseCases {
  readonly payouts: Payouts;
  readonly requestPayout: RequestPayout;
  readonly cancelPayout: CancelPayout;
  readonly readWallets: ReadWallets;
}

@Resolver()
export class PayoutResolver {
  constructor(private readonly useCases: PayoutUseCases) {}

  @Query(() => [WalletType], { description: 'What the viewer could take out, per wallet and currency.' })
  payoutWallets(@Ctx() ctx: ApiContext): Promise<WalletType[]> {
    return this.useCases.readWallets.execute(viewerOf(ctx));
  }

  @Query(() => PayoutConnection, { description: 'The viewer’s own payouts, the newest first.' })
  payouts(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Payout>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['payouts', userId], (request) => this.useCases.payouts.ofUser(userId, request));
  }

  @Live(() => PayoutType, { description: 'Each payout of the viewer, whenever something happens to it.' })
  payoutChanged(@Ctx() ctx: ApiContext): AsyncIterable<Payout> {
    const { userId } = viewerOf(ctx);
    return followEvents(ctx, `payouts.payout.${userId}.*`, async ({ payload: { payoutId } }) => {
      const payout = typeof payoutId === 'string' ? await this.useCases.payouts.byId(payoutId) : null;
      return payout?.userId === userId ? payout : null;
    });
  }

  @Mutation(() => PayoutPayload, {
    description:
      'Takes money out of a wallet, to the destination in force. A person must be proved behind the account.',
  })
  requestPayout(
    @Arg('input', () => RequestPayoutInput, { description: 'How much, from where.' }) input: RequestPayoutInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutPayload> {
    const { source, currency, amountMicros, idempotencyKey } = input;
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), source, currency, amountMicros, idempotencyKey };
      return { payout: await this.useCases.requestPayout.execute(command) };
    });
  }

  @Mutation(() => PayoutPayload, { description: 'Takes back one of the viewer’s payouts, until a provider was asked.' })
  cancelPayout(
    @Arg('input', () => PayoutInput, { description: 'Which payout.' }) input: PayoutInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutPayload> {
    return payload(input, async () => {
      const payoutId = fromNodeId('Payout', input.payoutId, 'payoutId');
      return { payout: await this.useCases.cancelPayout.execute({ viewer: viewerOf(ctx), payoutId }) };
    });
  }
}
