import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  Balance,
  Draining,
  Drainings,
  DrainVersion,
  FundReserve,
  Pot,
  ReadBalance,
  SettleParkedUsage,
} from '../../domain/revenue/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { fromNodeId, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import {
  DrainModelVersionInput,
  DrainModelVersionPayload,
  FundReserveInput,
  FundReservePayload,
  SettleParkedUsageInput,
  SettleParkedUsagePayload,
} from './acts.type.ts';
import { BalanceType } from './money.type.ts';
import { PotType } from './pot.type.ts';

export interface ActUseCases {
  readonly drainVersion: DrainVersion;
  readonly drainings: Drainings;
  readonly fundReserve: FundReserve;
  readonly settleParkedUsage: SettleParkedUsage;
  readonly readBalance: ReadBalance;
}

/** What operators decide about owners' money; each decision is on record. */
@Resolver(() => PotType)
export class ActsResolver {
  constructor(private readonly useCases: ActUseCases) {}

  @Mutation(() => DrainModelVersionPayload, {
    description:
      'Ends a model version: it takes no new calls, late reports still earn, and when all is mature it is shared out. For operators.',
  })
  drainModelVersion(
    @Arg('input', () => DrainModelVersionInput, { description: 'Which one, and why.' }) input: DrainModelVersionInput,
    @Ctx() ctx: ApiContext,
  ): Promise<DrainModelVersionPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const modelVersionId = fromNodeId('ModelVersion', input.modelVersionId, 'modelVersionId');
      const { reason } = input;
      return { pot: await this.useCases.drainVersion.execute({ viewer, modelVersionId, reason }) };
    });
  }

  @Mutation(() => FundReservePayload, {
    description: 'Puts money into the reserve, which pays refunds of matured shares. For operators.',
  })
  fundReserve(
    @Arg('input', () => FundReserveInput, { description: 'How much, from where.' }) input: FundReserveInput,
    @Ctx() ctx: ApiContext,
  ): Promise<FundReservePayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const { source, currency, amountMicros, idempotencyKey } = input;
      const asked = { source, currency, amountMicros, idempotencyKey };
      const funding = await this.useCases.fundReserve.execute({ viewer, ...asked });
      const { balanceMicros } = await this.useCases.readBalance.ofReserve(viewer, currency);
      return { funding, reserveMicros: balanceMicros };
    });
  }

  @Mutation(() => SettleParkedUsagePayload, {
    description:
      'Decides about calls that were reported after their version was closed (`VERSION_CLOSED`), each once. For operators.',
  })
  settleParkedUsage(
    @Arg('input', () => SettleParkedUsageInput, { description: 'Which ones, and how.' }) input: SettleParkedUsageInput,
    @Ctx() ctx: ApiContext,
  ): Promise<SettleParkedUsagePayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const { ids, decision, note } = input;
      return { results: await this.useCases.settleParkedUsage.execute({ viewer, ids, decision, note }) };
    });
  }

  @Query(() => BalanceType, { description: 'What the reserve for refunds holds. For operators.' })
  reserveBalance(
    @Arg('currency', () => String, { description: 'ISO 4217 code, such as `EUR`.' }) currency: string,
    @Ctx() ctx: ApiContext,
  ): Promise<Balance> {
    return this.useCases.readBalance.ofReserve(viewerOf(ctx), currency);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it was drained, as the operator said, or the members who ended its pool.',
  })
  async drainReason(@Root() pot: Pot, @Ctx() ctx: ApiContext): Promise<string | null> {
    if (pot.state === 'open') return null;
    return (await ctx.loaders.of(this.drainingOf).load(pot.modelVersionId))?.reason ?? null;
  }

  private readonly drainingOf = async (ids: readonly Id[]): Promise<(Draining | null)[]> => {
    const drainings = await this.useCases.drainings.ofVersions(ids);
    const byVersion = new Map(drainings.map((draining) => [draining.modelVersionId, draining]));
    return ids.map((id) => byVersion.get(id) ?? null);
  };
}
