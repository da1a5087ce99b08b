import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { WatchedGap } from '../../domain/metering/index.ts';
import { BigIntString, connectionOf, DateTime, Node } from '../shared/index.ts';

@ObjectType('GatewayGap', {
  description: 'Numbers of a gateway that were missing for too long. `Gateway.sequenceGaps` shows which still are.',
  implements: Node,
})
export class GapType implements Pick<WatchedGap, 'first' | 'last' | 'firstSeenAt' | 'openedAt' | 'closedAt'> {
  @Field(() => BigIntString, { description: 'The first number that was missing.' })
  first!: bigint;

  @Field(() => BigIntString, { description: 'The last number that was missing.' })
  last!: bigint;

  @Field(() => DateTime, { description: 'When they were first missed.' })
  firstSeenAt!: Date;

  @Field(() => DateTime, { description: 'When they had been missing for so long that it was reported.' })
  openedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the last of them had come after all; null before.' })
  closedAt!: Date | null;
}

export const { Connection: GapConnection } = connectionOf(GapType, 'GatewayGap');
