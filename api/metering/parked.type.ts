import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { InboxEvent, InboxState, Replay, ReplayResult, UsageStates } from '../../domain/metering/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';
import { UsageStateEnum } from './usage-state.type.ts';

@ObjectType('ParkedUsageEvent', {
  description: 'An accepted call that is neither posted nor about to be.',
})
export class ParkedEventType implements Pick<
  InboxEvent,
  'id' | 'eventId' | 'queries' | 'sequence' | 'occurredAt' | 'receivedAt' | 'state' | 'reason'
> {
  @Field(() => BigIntString, { name: 'inboxId', description: 'Its place in the inbox; give it to `replayUsage`.' })
  id!: bigint;

  @Field(() => String, { description: 'The gateway’s own id of the event.' })
  eventId!: string;

  @Field(() => Int, { description: 'How many queries it was.' })
  queries!: number;

  @Field(() => BigIntString, { description: 'Its number in the gateway.' })
  sequence!: bigint;

  @Field(() => DateTime, { description: 'When the call was made, as the gateway says.' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: 'When this instance accepted the event.' })
  receivedAt!: Date;

  @Field(() => UsageStateEnum, { description: 'Where it stands.' })
  state!: InboxState;

  @Field(() => String, { nullable: true, description: 'Why it is in quarantine, as a code.' })
  reason!: string | null;
}

export const { Connection: ParkedEventConnection } = connectionOf(ParkedEventType, 'ParkedUsageEvent');

@ObjectType('UsageStates', {
  description: 'Every accepted call, by where it stands, all as of one moment: the four sum to `acceptedTotal`.',
  simpleResolvers: true,
})
export class UsageStatesType implements UsageStates {
  @Field(() => BigIntString, { description: 'All that were ever accepted.' })
  acceptedTotal!: bigint;

  @Field(() => BigIntString, { description: 'Paid and shared out.' })
  posted!: bigint;

  @Field(() => BigIntString, { description: 'Waiting to be posted.' })
  pending!: bigint;

  @Field(() => BigIntString, { description: 'Parked until their customer’s balance can pay them.' })
  unfunded!: bigint;

  @Field(() => BigIntString, { description: 'Not to be posted without a decision.' })
  quarantined!: bigint;
}

@ObjectType('UsageReplay', {
  description: 'An operator’s decision that calls which were in quarantine are posted after all.',
  implements: Node,
})
export class ReplayType implements Pick<Replay, 'note' | 'reasons' | 'replayedAt'> {
  @Field(() => String, { description: 'Why.' })
  note!: string;

  @Field(() => [BigIntString], { description: 'The calls, by their place in the inbox.' })
  inboxIds!: bigint[];

  @Field(() => [String], { description: 'Why each of them had been in quarantine, as a code, in the same order.' })
  reasons!: string[];

  @Field(() => DateTime, { description: 'When.' })
  replayedAt!: Date;
}

export const { Connection: ReplayConnection } = connectionOf(ReplayType, 'UsageReplay');

const ReplayStatusEnum = enumOf<ReplayResult['status']>(
  {
    replayed: 'It waits to be posted again.',
    unknown: 'No accepted call has this place in the inbox.',
    pending: 'It waits to be posted already.',
    posted: 'It is posted already.',
    unfunded: 'It is parked for want of money; a top-up releases it.',
  },
  { name: 'UsageReplayStatus', description: 'What a replay did to one call. Only the first moved anything.' },
);

@ObjectType('UsageReplayResult', { description: 'What became of one id.', simpleResolvers: true })
export class ReplayResultType implements ReplayResult {
  @Field(() => BigIntString, { description: 'The id that was given.' })
  inboxId!: bigint;

  @Field(() => ReplayStatusEnum, { description: 'What became of it.' })
  status!: ReplayResult['status'];
}

@InputType({ description: 'Which calls to post after all, and why.' })
export class ReplayUsageInput extends MutationInput {
  @Field(() => [BigIntString], { description: '1 to 1000 places in the inbox, as `parkedUsage` shows them.' })
  ids!: bigint[];

  @Field(() => String, { description: 'Why, for whoever asks later: 1 to 500 characters.' })
  note!: string;
}

@ObjectType({ description: 'What was done, and what became of each id.', implements: Payload })
export class ReplayUsagePayload extends Payload {
  @Field(() => ReplayType, { nullable: true, description: 'The decision as it is kept; null where nothing moved.' })
  replay?: Replay | null;

  @Field(() => [ReplayResultType], { nullable: true, description: 'One per id, in the order given, each id once.' })
  results?: readonly ReplayResult[] | null;
}
