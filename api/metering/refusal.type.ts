import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { RefusalCode, RefusalCount, UsageRefusal } from '../../domain/metering/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf } from '../shared/index.ts';

export const RefusalCodeEnum = enumOf<RefusalCode>(
  {
    EVENT_INVALID: 'It cannot be read as a usage event.',
    EVENT_CONFLICT: 'Its id was used for another event, which counts.',
    SOURCE_MISMATCH: 'It names another source than the gateway that signed.',
    MODEL_UNKNOWN: 'No such model version is published here.',
    MODEL_UNPUBLISHED: 'The call is from before the version was published.',
    WRONG_GATEWAY: 'The gateway might not serve the version when the call was made.',
    CUSTOMER_UNKNOWN: 'No such customer is registered here.',
    API_KEY_UNKNOWN: 'The customer has no such key.',
    API_KEY_REVOKED: 'The key had been revoked when the call was made.',
    EVENT_IN_FUTURE: 'The call is more than five minutes in the future.',
    EVENT_TOO_OLD: 'The call is more than 35 days old.',
    TICKET_REQUIRED: 'Calls of this version are bought first, and it names no ticket.',
    TICKET_UNKNOWN: 'There is no such ticket.',
    TICKET_MISMATCH: 'The ticket was sold for another call.',
    TICKET_SPENT: 'The ticket has ended, or another event has it.',
    TICKET_EXPIRED: 'The ticket was paid in full before the call was reported.',
    TICKET_EXCEEDED: 'The call used more than its ticket allows.',
  },
  { name: 'UsageRefusalCode', description: 'Why a reported call is not counted.' },
);

@ObjectType('UsageRefusal', {
  description: 'A reported call that was not counted: one per event, content and code, however often it was sent.',
})
export class RefusalType implements Pick<
  UsageRefusal,
  'id' | 'eventId' | 'code' | 'digest' | 'sequence' | 'receivedAt'
> {
  @Field(() => BigIntString, { name: 'number', description: 'Its place among all refusals; they rise with time.' })
  id!: bigint;

  @Field(() => String, { description: 'The gateway’s own id of the event; empty where it had none that can be read.' })
  eventId!: string;

  @Field(() => RefusalCodeEnum, { description: 'Why.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'SHA-256 in hex of the canonical JSON of the event.' })
  digest!: string;

  @Field(() => BigIntString, { nullable: true, description: 'Its number in the gateway; null where it had none.' })
  sequence!: bigint | null;

  @Field(() => DateTime, { description: 'When it came first.' })
  receivedAt!: Date;
}

export const { Connection: RefusalConnection } = connectionOf(RefusalType, 'UsageRefusal');

@ObjectType('UsageRefusalCount', {
  description: 'How many different events of a gateway were refused with one code.',
  simpleResolvers: true,
})
export class RefusalCountType implements Pick<RefusalCount, 'code' | 'events' | 'lastAt'> {
  @Field(() => RefusalCodeEnum, { description: 'Why.' })
  code!: RefusalCode;

  @Field(() => BigIntString, { description: 'How many.' })
  events!: bigint;

  @Field(() => DateTime, { description: 'When the newest of them came first.' })
  lastAt!: Date;
}
