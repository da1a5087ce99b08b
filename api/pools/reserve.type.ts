import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Contribution, Reserve } from '../../domain/pools/index.ts';
import { BigIntString, DateTime, MutationInput, Payload, StatementToSignType } from '../shared/index.ts';
import { ContributionType } from './contribution.type.ts';

const describe = {
  minPricePerQueryMicros: 'The least price of a query, in micros of the pool’s currency; null: any.',
  forbiddenUses:
    'Kinds of algorithm, such as `text-ngram`, and release modes, such as `open`, that the data is not for.',
  maxRetentionDays: 'The most days that a consent may be asked for; null: any.',
};

@ObjectType('Reserve', {
  description: 'Under what a member’s data stays in a pool, whatever its members decide.',
  simpleResolvers: true,
})
export class ReserveType implements Pick<
  Reserve,
  'minPricePerQueryMicros' | 'forbiddenUses' | 'maxRetentionDays' | 'setAt'
> {
  @Field(() => BigIntString, { nullable: true, description: describe.minPricePerQueryMicros })
  minPricePerQueryMicros!: bigint | null;

  @Field(() => [String], { description: describe.forbiddenUses })
  forbiddenUses!: readonly string[];

  @Field(() => Int, { nullable: true, description: describe.maxRetentionDays })
  maxRetentionDays!: number | null;

  @Field(() => DateTime, { description: 'When it was set.' })
  setAt!: Date;
}

@InputType({ description: 'A reserve; it takes the place of the one before.' })
export class SetReserveInput extends MutationInput {
  @Field(() => ID, { description: 'A pool in which the viewer has data.' })
  poolId!: string;

  @Field(() => BigIntString, { nullable: true, description: describe.minPricePerQueryMicros })
  minPricePerQueryMicros?: bigint | null;

  @Field(() => [String], { defaultValue: [], description: describe.forbiddenUses })
  forbiddenUses!: string[];

  @Field(() => Int, { nullable: true, description: describe.maxRetentionDays })
  maxRetentionDays?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature as a JWS: action `pools.reserve`, subject the pool’s uuid, digest of { minPricePerQueryMicros, forbiddenUses, maxRetentionDays } with the price as a decimal string; demanded of who has ever had a key.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The reserve that holds.', implements: Payload })
export class SetReservePayload extends Payload {
  @Field(() => ReserveType, { nullable: true, description: 'The reserve.' })
  reserve?: Reserve | null;
}

@ObjectType('ScopeOffer', {
  description: 'What a member would say yes to with one of their contributions.',
  simpleResolvers: true,
})
export class ScopeOfferType {
  @Field(() => String, { description: 'The charter that they read, to be given to `optIn`.' })
  charterDigest!: string;

  @Field(() => String, { description: 'Digest of its scope.' })
  scopeDigest!: string;

  @Field(() => ContributionType, { description: 'The contribution.' })
  contribution!: Contribution;

  @Field(() => StatementToSignType, { description: 'What the viewer’s key signs to say yes.' })
  toSign!: StatementToSignType;
}

@InputType({ description: 'A yes to a scope.' })
export class OptInInput extends MutationInput {
  @Field(() => ID, { description: 'One of the viewer’s contributions.' })
  contributionId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The vote on the new scope; left out where it is in force and the contribution dormant.',
  })
  proposalId?: string | null;

  @Field(() => String, { description: 'Of the offer that was read.' })
  charterDigest!: string;

  @Field(() => String, { nullable: true, description: 'The viewer’s signature over the offer’s `toSign`, as a JWS.' })
  statementJws?: string | null;
}

@ObjectType({ description: 'The contribution to which the yes belongs.', implements: Payload })
export class OptInPayload extends Payload {
  @Field(() => ContributionType, { nullable: true, description: 'The contribution.' })
  contribution?: Contribution | null;
}
