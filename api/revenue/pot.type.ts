import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { Pot, PotState } from '../../domain/revenue/index.ts';
import { BigIntString, DateTime, enumOf } from '../shared/index.ts';

export const PotStateEnum = enumOf<PotState>(
  {
    open: 'It earns with each call.',
    draining: 'It takes no new calls; late reports still earn, until all of it is mature.',
    closed: 'Shared out to the last micro, for ever.',
  },
  { name: 'PotState', description: 'Where the pot of a model version is in its life.' },
);

@ObjectType('Pot', { description: 'What the owners of one model version have earned together.' })
export class PotType implements Pick<
  Pot,
  'currency' | 'state' | 'revenueMicros' | 'matureMicros' | 'totalWeight' | 'openedAt' | 'drainedAt' | 'closedAt'
> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => PotStateEnum, { description: 'Where it is in its life.' })
  state!: PotState;

  @Field(() => BigIntString, { description: 'R: the owners’ shares of all posted calls, less refunds, in micros.' })
  revenueMicros!: bigint;

  @Field(() => BigIntString, { description: 'R_m: the part of it that is past its refund window, in micros.' })
  matureMicros!: bigint;

  @Field(() => BigIntString, { description: 'W: the weight of all owners.' })
  totalWeight!: bigint;

  @Field(() => DateTime, { description: 'When the version went live.' })
  openedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Since when it takes no new calls.' })
  drainedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was shared out.' })
  closedAt!: Date | null;
}
