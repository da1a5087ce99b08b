import 'reflect-metadata';
import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type {
  Attempt,
  Attempts,
  Destination,
  Destinations,
  Payout,
  PayoutStep,
  PayoutSteps,
} from '../../domain/payouts/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { DestinationType } from './destination.type.ts';
import { AttemptType, PayoutStepType, PayoutType } from './payout.type.ts';

/** What hangs on a payout, read for all payouts of a page in one statement each. */
@Resolver(() => PayoutType)
export class PayoutFields {
  private readonly destinationsById;
  private readonly stepsOf;
  private readonly attemptsOf;

  constructor(destinations: Destinations, steps: PayoutSteps, attempts: Attempts) {
    this.destinationsById = async (ids: readonly Id[]): Promise<Destination[]> => {
      const found = new Map((await destinations.byIds(ids)).map((one) => [one.id, one]));
      return ids.map((id) => found.get(id) as Destination);
    };
    this.stepsOf = async (ids: readonly Id[]): Promise<PayoutStep[][]> => grouped(ids, await steps.ofPayouts(ids));
    this.attemptsOf = async (ids: readonly Id[]): Promise<Attempt[][]> => grouped(ids, await attempts.ofPayouts(ids));
  }

  @FieldResolver(() => String, {
    description: 'The name of the payout outside: in the file for the bank, and in what the provider gets and sends.',
  })
  orderId(@Root() payout: Payout): string {
    return payout.id;
  }

  @FieldResolver(() => ID, { description: 'Whose money it is.' })
  payeeId(@Root() payout: Payout): string {
    return toNodeId('User', payout.userId);
  }

  @FieldResolver(() => DestinationType, { description: 'Where it goes.' })
  destination(@Root() payout: Payout, @Ctx() ctx: ApiContext): Promise<Destination> {
    return ctx.loaders.of(this.destinationsById).load(payout.destinationId);
  }

  @FieldResolver(() => [PayoutStepType], { description: 'What happened to it, the oldest first.' })
  steps(@Root() payout: Payout, @Ctx() ctx: ApiContext): Promise<PayoutStep[]> {
    return ctx.loaders.of(this.stepsOf).load(payout.id);
  }

  @FieldResolver(() => [AttemptType], {
    nullable: true,
    description: 'The tries to hand it to the provider, the oldest first. For operators; else null.',
  })
  async attempts(@Root() payout: Payout, @Ctx() ctx: ApiContext): Promise<Attempt[] | null> {
    return viewerOf(ctx).isOperator ? ctx.loaders.of(this.attemptsOf).load(payout.id) : null;
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The batch in which it leaves. For operators; else null.' })
  batchId(@Root() payout: Payout, @Ctx() ctx: ApiContext): string | null {
    return payout.batchId && viewerOf(ctx).isOperator ? toNodeId('PayoutBatch', payout.batchId) : null;
  }
}

function grouped<T extends { readonly payoutId: Id }>(ids: readonly Id[], rows: readonly T[]): T[][] {
  const groups = new Map<Id, T[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(row.payoutId)?.push(row);
  return ids.map((id) => groups.get(id) ?? []);
}
