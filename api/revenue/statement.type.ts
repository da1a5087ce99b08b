import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { Statement, StatementBasis, StatementLine, StatementLineKind } from '../../domain/revenue/index.ts';
import { BigIntString, enumOf } from '../shared/index.ts';

const StatementBasisEnum = enumOf<StatementBasis>(
  {
    earned: 'A share counts on the day on which its call was posted, and can fall while its refund window is open.',
    payable: 'A share counts on the day on which it became the owner’s for good; a day that is over never changes.',
  },
  { name: 'StatementBasis', description: 'What a statement counts as income, and when.' },
);

const StatementLineKindEnum = enumOf<StatementLineKind>(
  {
    earned: 'Earned by the calls of a month.',
    matured: 'Became payable in a month.',
    closing: 'The last micro, handed out as the version was closed.',
    drawn: 'Drawn on a day.',
  },
  { name: 'StatementLineKind', description: 'What a line of a statement is about.' },
);

@ObjectType('StatementLine', { description: 'One line of a statement, of one model version.' })
export class StatementLineType implements Omit<StatementLine, 'modelVersionId'> {
  @Field(() => StatementLineKindEnum, { description: 'What it is about.' })
  kind!: StatementLineKind;

  @Field(() => String, { description: 'The month of income, like `2026-01`; the day of a draw or a closing.' })
  period!: string;

  @Field(() => BigIntString, { nullable: true, description: 'How many calls, or how many draws.' })
  count!: bigint | null;

  @Field(() => BigIntString, { description: 'In micros; negative for what was drawn.' })
  amountMicros!: bigint;

  @Field(() => BigIntString, { description: 'What was there, and not drawn, after it.' })
  balanceMicros!: bigint;

  @Field(() => Boolean, { description: 'It cannot change any more.' })
  final!: boolean;
}

@ObjectType('Statement', {
  description:
    'An owner’s money over at most 366 days, in one currency. The opening balance and the lines sum to the closing balance, exactly; the next statement opens with it.',
})
export class StatementType implements Omit<Statement, 'lines'> {
  @Field(() => String, { description: 'ISO 4217 code of all amounts.' })
  currency!: string;

  @Field(() => StatementBasisEnum, { description: 'What counts as income, and when.' })
  basis!: StatementBasis;

  @Field(() => String, { description: 'The first day (UTC).' })
  from!: string;

  @Field(() => String, { description: 'The last day (UTC).' })
  to!: string;

  @Field(() => BigIntString, { description: 'What was there, and not drawn, before the first day.' })
  openingMicros!: bigint;

  @Field(() => BigIntString, { description: 'The sum of all lines but the draws.' })
  incomeMicros!: bigint;

  @Field(() => BigIntString, { description: 'The sum of the draws; not negative.' })
  drawnMicros!: bigint;

  @Field(() => BigIntString, { description: 'Opening balance and income, less the draws.' })
  closingMicros!: bigint;

  @Field(() => [StatementLineType], { description: 'Month by month: income first, then closings, then draws.' })
  lines!: readonly StatementLine[];

  @Field(() => Boolean, { description: 'Nothing of it can change any more.' })
  final!: boolean;
}
