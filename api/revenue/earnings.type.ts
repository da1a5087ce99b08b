import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Draw, Earnings, PotState } from '../../domain/revenue/index.ts';
import { BigIntString, connectionOf, DateTime, MutationInput, Node, Payload } from '../shared/index.ts';
import { PotStateEnum } from './pot.type.ts';

@ObjectType('Earnings', { description: 'What one owner has in one model version, as of now.' })
export class EarningsType implements Pick<
  Earnings,
  | 'currency'
  | 'state'
  | 'revenueMicros'
  | 'matureMicros'
  | 'weight'
  | 'totalWeight'
  | 'sharePpm'
  | 'earnedMicros'
  | 'maturedMicros'
  | 'closingMicros'
  | 'drawnMicros'
  | 'availableMicros'
  | 'openedAt'
  | 'drainedAt'
  | 'closedAt'
> {
  @Field(() => String, { description: 'ISO 4217 code of all amounts here.' })
  currency!: string;

  @Field(() => PotStateEnum, { description: 'Whether the version still earns.' })
  state!: PotState;

  @Field(() => BigIntString, { description: 'R: what all owners of the version have earned together, in micros.' })
  revenueMicros!: bigint;

  @Field(() => BigIntString, {
    description: 'R_m: the part of R that is past its refund window, in micros. It never falls.',
  })
  matureMicros!: bigint;

  @Field(() => BigIntString, { description: 'w: this owner’s weight in the frozen cap table.' })
  weight!: bigint;

  @Field(() => BigIntString, { description: 'W: the weight of all owners.' })
  totalWeight!: bigint;

  @Field(() => Int, { description: 'weight / totalWeight in parts per million, rounded down; for display.' })
  sharePpm!: number;

  @Field(() => BigIntString, {
    description:
      'floor(R * w / W), in micros, with what refunds may still take back; after the close, the final amount.',
  })
  earnedMicros!: bigint;

  @Field(() => BigIntString, {
    description: 'floor(R_m * w / W), in micros: what is this owner’s for good. It never falls.',
  })
  maturedMicros!: bigint;

  @Field(() => BigIntString, {
    nullable: true,
    description: 'What the close added to all that was earned before it, 0 or 1 micro; null until then.',
  })
  closingMicros!: bigint | null;

  @Field(() => BigIntString, { description: 'What this owner has drawn, in micros.' })
  drawnMicros!: bigint;

  @Field(() => BigIntString, { description: 'What can be drawn now, in micros: matured less drawn.' })
  availableMicros!: bigint;

  @Field(() => DateTime, { description: 'When the version went live and its pot was opened.' })
  openedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Since when it takes no new calls.' })
  drainedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was shared out, for ever.' })
  closedAt!: Date | null;
}

export const { Connection: EarningsConnection } = connectionOf(EarningsType, 'Earnings');

@ObjectType('Draw', { description: 'Earned money that an owner took.', implements: Node })
export class DrawType implements Pick<Draw, 'currency' | 'amountMicros' | 'drawnAt'> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros.' })
  amountMicros!: bigint;

  @Field(() => DateTime, { description: 'When.' })
  drawnAt!: Date;
}

export const { Connection: DrawConnection } = connectionOf(DrawType, 'Draw');

@InputType({ description: 'How much to draw, from what.' })
export class DrawEarningsInput extends MutationInput {
  @Field(() => ID, { description: 'A model version of which the viewer owns a part.' })
  modelVersionId!: string;

  @Field(() => BigIntString, { description: 'How much, in micros; more than zero, at most `availableMicros`.' })
  amountMicros!: bigint;

  @Field(() => ID, {
    description: 'The client’s own key for this draw, 1 to 100 characters: sent again, it draws no second time.',
  })
  idempotencyKey!: string;
}

@ObjectType({ description: 'The draw, and what is left.', implements: Payload })
export class DrawEarningsPayload extends Payload {
  @Field(() => DrawType, { nullable: true, description: 'The draw; the first one, when the key came again.' })
  draw?: Draw | null;

  @Field(() => EarningsType, { nullable: true, description: 'The viewer’s earnings in the version after it.' })
  earnings?: Earnings | null;
}
