import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type {
  DecisionResult,
  DecisionStatus,
  Pot,
  ReserveFunding,
  ReserveSource,
  UsageVerdict,
} from '../../domain/revenue/index.ts';
import { BigIntString, DateTime, enumOf, MutationInput, Payload } from '../shared/index.ts';
import { PotType } from './pot.type.ts';

export const ReserveSourceEnum = enumOf<ReserveSource>(
  { external: 'Money that came in from outside.', platform: 'Fees that the platform has earned.' },
  { name: 'ReserveSource', description: 'From where the reserve is funded.' },
);

export const UsageVerdictEnum = enumOf<UsageVerdict>(
  {
    'charge-unallocated':
      'The customer pays as usual, and the owners’ share is nobody’s, for they were shared out already.',
    waive: 'Nobody pays.',
  },
  { name: 'UsageVerdict', description: 'What to do with calls that were reported after their version was closed.' },
);

const DecisionStatusEnum = enumOf<DecisionStatus>(
  {
    charged: 'It was charged now.',
    waived: 'It was waived now.',
    unfunded: 'It stays parked: its customer cannot pay it now, by balance or limit, or has older calls to pay first.',
    decided: 'It was settled before.',
    'not-closed': 'It is not parked, or for another reason than a closed version.',
    unknown: 'There is no such call.',
  },
  { name: 'DecisionStatus', description: 'What a decision did with one call.' },
);

@InputType({ description: 'Which version to end, and why.' })
export class DrainModelVersionInput extends MutationInput {
  @Field(() => ID, { description: 'A model version.' })
  modelVersionId!: string;

  @Field(() => String, { description: 'For its owners and whoever asks later: 1 to 500 characters.' })
  reason!: string;
}

@ObjectType({ description: 'The pot of the version, as it stands now.', implements: Payload })
export class DrainModelVersionPayload extends Payload {
  @Field(() => PotType, { nullable: true, description: 'Draining, or closed where it was so before.' })
  pot?: Pot | null;
}

@InputType({ description: 'How much to put into the reserve, from where.' })
export class FundReserveInput extends MutationInput {
  @Field(() => String, { description: 'ISO 4217 code, such as `EUR`.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros; more than zero.' })
  amountMicros!: bigint;

  @Field(() => ReserveSourceEnum, { description: 'From where.' })
  source!: ReserveSource;

  @Field(() => ID, {
    description: 'The operator’s own key, 1 to 100 characters: sent again, it counts no second time.',
  })
  idempotencyKey!: string;
}

@ObjectType('ReserveFunding', { description: 'Money that was put into the reserve.' })
export class ReserveFundingType implements Pick<ReserveFunding, 'currency' | 'amountMicros' | 'source' | 'fundedAt'> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros.' })
  amountMicros!: bigint;

  @Field(() => ReserveSourceEnum, { description: 'From where.' })
  source!: ReserveSource;

  @Field(() => DateTime, { description: 'When.' })
  fundedAt!: Date;
}

@ObjectType({ description: 'What was put into the reserve, and what it holds now.', implements: Payload })
export class FundReservePayload extends Payload {
  @Field(() => ReserveFundingType, {
    nullable: true,
    description: 'The funding; the first one, when the key came again.',
  })
  funding?: ReserveFunding | null;

  @Field(() => BigIntString, { nullable: true, description: 'What the reserve holds after it, in micros.' })
  reserveMicros?: bigint | null;
}

@InputType({ description: 'A decision about calls of closed versions.' })
export class SettleParkedUsageInput extends MutationInput {
  @Field(() => [BigIntString], { description: 'Their places in the inbox, 1 to 1000.' })
  ids!: bigint[];

  @Field(() => UsageVerdictEnum, { description: 'What to do with them.' })
  decision!: UsageVerdict;

  @Field(() => String, { description: 'Why, for whoever asks later: 1 to 500 characters.' })
  note!: string;
}

@ObjectType('DecisionResult', { description: 'What a decision did with one call.', simpleResolvers: true })
export class DecisionResultType implements DecisionResult {
  @Field(() => BigIntString, { description: 'The call.' })
  inboxId!: bigint;

  @Field(() => DecisionStatusEnum, { description: 'What became of it.' })
  status!: DecisionStatus;
}

@ObjectType({ description: 'What became of each call.', implements: Payload })
export class SettleParkedUsagePayload extends Payload {
  @Field(() => [DecisionResultType], { nullable: true, description: 'One per call, in the order given.' })
  results?: readonly DecisionResult[] | null;
}
