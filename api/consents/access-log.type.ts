import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { AccessEntry } from '../../domain/consents/index.ts';
import { DateTime, Node, connectionOf } from '../shared/index.ts';

@ObjectType('AccessEntry', {
  description: 'One use, or refused use, of one of the viewer’s datasets. Rows are never changed or removed.',
  implements: Node,
})
export class AccessEntryType implements Pick<AccessEntry, 'actor' | 'purpose' | 'at'> {
  @Field(() => String, { description: 'Who asked: `owner`, or the part of Commonpool that read.' })
  actor!: string;

  @Field(() => String, { description: 'What for.' })
  purpose!: string;

  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
}

export const { Connection: AccessEntryConnection } = connectionOf(AccessEntryType, 'AccessEntry');
