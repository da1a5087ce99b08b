import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Closing, Pledged, Pool, PoolState } from '../../domain/pools/index.ts';
import { connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';
import { ScopeInput } from './scope.type.ts';
import { TermsInput } from './terms.type.ts';

export const PoolStateEnum = enumOf<PoolState>(
  {
    pledging: 'Takes pledges until its deadline.',
    founding: 'Those who pledged vote on founding it.',
    live: 'Founded: contributions are evaluated, runs may be proposed.',
    lapsed: 'Too few persons or records were pledged in time; final.',
    rejected: 'Its founding was voted down or could not be executed; final.',
    closing: 'Its members ended it: nothing of it is used any more, and what is owed is being settled.',
    closed: 'Takes part in nothing any more; final.',
  },
  { name: 'PoolState', description: 'Where a pool stands.' },
);

@ObjectType('Pledged', { description: 'What pledging has brought together so far.', simpleResolvers: true })
export class PledgedType implements Pledged {
  @Field(() => Int, { description: 'Persons with a live pledge.' })
  persons!: number;

  @Field(() => Int, { description: 'Records they pledged.' })
  records!: number;
}

@ObjectType('PoolClosing', { description: 'That members ended a pool, and how far that has come.' })
export class ClosingType implements Pick<Closing, 'reason' | 'begunAt' | 'finishedAt'> {
  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => DateTime, { description: 'When they ended it.' })
  begunAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When everybody was paid and its keys were destroyed; null until then.',
  })
  finishedAt!: Date | null;
}

@ObjectType('Pool', { description: 'People who own a model together, or are about to.', implements: Node })
export class PoolType implements Pick<Pool, 'name' | 'state' | 'pledgingEndsAt' | 'createdAt'> {
  @Field(() => String, { description: 'What its builder calls it.' })
  name!: string;

  @Field(() => PoolStateEnum, { description: 'Where it stands.' })
  state!: PoolState;

  @Field(() => DateTime, { description: 'Pledges are taken before this moment.' })
  pledgingEndsAt!: Date;

  @Field(() => DateTime, { description: 'When it was proposed.' })
  createdAt!: Date;
}

export const { Connection: PoolConnection } = connectionOf(PoolType, 'Pool');

@InputType({ description: 'A pool that a builder pitches.' })
export class ProposePoolInput extends MutationInput {
  @Field(() => String, { description: 'What to call it: at most 100 characters.' })
  name!: string;

  @Field(() => ScopeInput, { description: 'What data is asked for, and for what.' })
  scope!: ScopeInput;

  @Field(() => TermsInput, { description: 'What members are offered for it.' })
  terms!: TermsInput;
}

@ObjectType({ description: 'The pool that was proposed.', implements: Payload })
export class ProposePoolPayload extends Payload {
  @Field(() => PoolType, { nullable: true, description: 'The pool, which takes pledges from now on.' })
  pool?: Pool | null;
}

@InputType({ description: 'Which pool to put to its founding vote.' })
export class StartFoundingVoteInput extends MutationInput {
  @Field(() => ID, { description: 'A pool of the viewer whose minima are met.' })
  poolId!: string;
}

@ObjectType({ description: 'The pool whose founding vote was started.', implements: Payload })
export class StartFoundingVotePayload extends Payload {
  @Field(() => PoolType, { nullable: true, description: 'The pool, which takes no more pledges.' })
  pool?: Pool | null;
}
