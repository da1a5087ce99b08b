import 'reflect-metadata';
import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { User, Users } from '../../domain/identity/index.ts';
import type { Charters } from '../../domain/pools/index.ts';
import type { ReadTreasury, Spending, Spendings, TreasuryBalance } from '../../domain/revenue/index.ts';
import { type Id, type Transactions } from '../../domain/shared/index.ts';
import { UserType } from '../identity/index.ts';
import { BigIntString, DateTime, fromNodeId, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';

@ObjectType('Spending', { description: 'What members of a pool gave of its treasury.' })
export class SpendingType implements Pick<Spending, 'currency' | 'amountMicros' | 'purpose' | 'spentAt'> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros.' })
  amountMicros!: bigint;

  @Field(() => String, { description: 'What for.' })
  purpose!: string;

  @Field(() => DateTime, { description: 'When.' })
  spentAt!: Date;
}

@ObjectType('Treasury', { description: 'What a pool itself owns; only votes spend it.', simpleResolvers: true })
export class TreasuryType implements TreasuryBalance {
  @Field(() => ID, { description: 'The pool.' })
  poolId!: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What it has drawn and not spent, in micros.' })
  heldMicros!: bigint;

  @Field(() => BigIntString, { description: 'What it has earned and not drawn yet, as far as it has matured.' })
  availableMicros!: bigint;

  @Field(() => BigIntString, { description: 'What can be spent: both together.' })
  totalMicros!: bigint;

  @Field(() => [SpendingType], { description: 'Its latest spendings, at most 100, the newest first.' })
  spendings!: readonly Spending[];
}

export interface TreasuryReads {
  readonly transactions: Transactions;
  readonly charters: Pick<Charters, 'current'>;
  readonly users: Pick<Users, 'byIds'>;
  readonly readTreasury: ReadTreasury;
  readonly spendings: Pick<Spendings, 'ofPool'>;
}

@Resolver(() => SpendingType)
export class TreasuryResolver {
  constructor(private readonly reads: TreasuryReads) {}

  @Query(() => TreasuryType, { description: 'What a pool itself owns, and what it was spent for. For every user.' })
  async treasury(
    @Arg('poolId', () => ID, { description: 'A pool.' }) poolNodeId: string,
    @Ctx() ctx: ApiContext,
  ): Promise<TreasuryType> {
    viewerOf(ctx);
    const poolId = fromNodeId('Pool', poolNodeId, 'poolId');
    const { terms } = await this.reads.transactions.run((tx) => this.reads.charters.current(tx, poolId));
    const balance = await this.reads.readTreasury.ofPool(poolId, terms.currency);
    const { items: spendings } = await this.reads.spendings.ofPool(poolId, { limit: 100, direction: 'forward' });
    return { ...balance, poolId: toNodeId('Pool', poolId), spendings };
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Who received it.' })
  recipient(@Root() spending: Spending, @Ctx() ctx: ApiContext): Promise<User | null> {
    return ctx.loaders.of(this.usersById).load(spending.recipientId);
  }

  private readonly usersById = async (ids: readonly Id[]): Promise<(User | null)[]> => {
    const users = new Map((await this.reads.users.byIds(ids)).map((user) => [user.id, user]));
    return ids.map((id) => users.get(id) ?? null);
  };
}

export function treasuryResolvers(reads: TreasuryReads): object[] {
  return [new TreasuryResolver(reads)];
}
