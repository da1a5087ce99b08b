import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { CapRow, CapTable, Valuation, ValuationState } from '../../domain/attribution/index.ts';
import { BigIntString, DateTime, enumOf, Node } from '../shared/index.ts';

const ValuationStateEnum = enumOf<ValuationState>(
  {
    queued: 'Waits for a worker.',
    running: 'In the clean room.',
    frozen: 'There is a cap table.',
    held: 'There is none; `code` says why.',
  },
  { name: 'ValuationState', description: 'Where a valuation stands. FROZEN and HELD are final.' },
);

@ObjectType('Valuation', { description: 'The measuring of one run: what each person’s records were worth to it.' })
export class ValuationType implements Pick<Valuation, 'state' | 'code' | 'message' | 'queuedAt' | 'finishedAt'> {
  @Field(() => ValuationStateEnum, { description: 'Where it stands.' })
  state!: ValuationState;

  @Field(() => String, { nullable: true, description: 'Why it is held, such as NO_POSITIVE_VALUE or CORPUS_CHANGED.' })
  code!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is held, for a reader.' })
  message!: string | null;

  @Field(() => DateTime, { description: 'When the run succeeded.' })
  queuedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was frozen or held.' })
  finishedAt!: Date | null;
}

@ObjectType('CapRow', {
  description: 'The viewer’s own part of a cap table. No one sees another’s.',
  simpleResolvers: true,
})
export class CapRowType implements Pick<CapRow, 'weight' | 'weightBefore' | 'measured'> {
  @Field(() => BigIntString, { description: 'Owned weight, of the table’s total.' })
  weight!: bigint;

  @Field(() => BigIntString, { description: 'Sum of the weights of the rows before this one.' })
  weightBefore!: bigint;

  @Field(() => String, {
    description:
      'What the records were worth to the others: log-likelihood in nats, nine decimals. Negative counts as zero.',
  })
  measured!: string;
}

@ObjectType('CapTable', {
  description: 'Who owns what of a run’s model, for ever. Its owners, members and builder see the totals.',
  implements: Node,
})
export class CapTableType implements Pick<
  CapTable,
  'method' | 'algorithmDigest' | 'corpusDigest' | 'totalWeight' | 'members' | 'digest' | 'frozenAt'
> {
  @Field(() => String, { description: 'How it was measured: `leave-out`.' })
  method!: string;

  @Field(() => String, { description: 'The digest of the program that measured.' })
  algorithmDigest!: string;

  @Field(() => String, { description: 'The digest of the corpus; the run’s own.' })
  corpusDigest!: string;

  @Field(() => BigIntString, { description: 'The sum of all weights.' })
  totalWeight!: bigint;

  @Field(() => Int, { description: 'How many rows it has, rows of no weight included.' })
  members!: number;

  @Field(() => String, { description: 'SHA-256 of the table; the publish vote adopts it.' })
  digest!: string;

  @Field(() => DateTime, { description: 'When it was frozen.' })
  frozenAt!: Date;
}
