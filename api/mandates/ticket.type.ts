import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Ticket, TicketState } from '../../domain/mandates/index.ts';
import type { Units } from '../../domain/pools/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, Node } from '../shared/index.ts';

const TicketStateEnum = enumOf<TicketState>(
  {
    open: 'Held, and good for one call.',
    claimed: 'A usage event names it, and is about to be posted.',
    captured: 'Paid by its usage event; what was not used went back.',
    released: 'The call was not served, so the whole hold went back.',
    expired: 'Nobody reported the call in time, so it was paid in full.',
  },
  { name: 'TicketState', description: 'Where a ticket stands. It moves in one direction only.' },
);

@ObjectType('TicketUnits', { description: 'The most that the call of a ticket may use.', simpleResolvers: true })
export class TicketUnitsType implements Units {
  @Field(() => Int, { description: 'Queries.' })
  queries!: number;

  @Field(() => Int, { description: 'Tokens that go in.' })
  inputTokens!: number;

  @Field(() => Int, { description: 'Tokens that come out.' })
  outputTokens!: number;

  @Field(() => Int, { description: 'Seconds of use.' })
  seconds!: number;
}

@ObjectType('Ticket', {
  description:
    'Permission for one paid call, bought by a gateway under a customer’s mandate before it serves the call. Its customer, who runs the gateway, and operators see it.',
  implements: Node,
})
export class TicketType implements Pick<
  Ticket,
  | 'requestId'
  | 'state'
  | 'currency'
  | 'maxPriceMicros'
  | 'maxUnits'
  | 'capturedMicros'
  | 'issuedAt'
  | 'expiresAt'
  | 'claimedAt'
  | 'resolvedAt'
  | 'releaseReason'
  | 'eventId'
> {
  @Field(() => String, { description: 'The gateway’s own name for the request.' })
  requestId!: string;

  @Field(() => TicketStateEnum, { description: 'Where it stands.' })
  state!: TicketState;

  @Field(() => String, { description: 'ISO 4217 code of its amounts.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What is held: the price of `maxUnits`, in micros.' })
  maxPriceMicros!: bigint;

  @Field(() => TicketUnitsType, { description: 'The most that the call may use.' })
  maxUnits!: Units;

  @Field(() => BigIntString, {
    nullable: true,
    description: 'What was taken of the hold, in micros; null until it ends.',
  })
  capturedMicros!: bigint | null;

  @Field(() => DateTime, { description: 'When it was bought.' })
  issuedAt!: Date;

  @Field(() => DateTime, { description: 'Until then it must be reported or released.' })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When a usage event claimed it.' })
  claimedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was captured, released or expired.' })
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the call was not served, as the gateway says.' })
  releaseReason!: string | null;

  @Field(() => String, { nullable: true, description: 'The gateway’s id of the usage event that claimed it.' })
  eventId!: string | null;
}

export const { Connection: TicketConnection } = connectionOf(TicketType, 'Ticket');
