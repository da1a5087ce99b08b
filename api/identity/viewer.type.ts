import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { User } from '../../domain/identity/index.ts';
import { DateTime } from '../shared/index.ts';

@ObjectType('Viewer', { description: 'The signed-in user, as only they see themselves.' })
export class ViewerType implements Pick<User, 'handle' | 'isOperator' | 'createdAt'> {
  @Field(() => String, { description: 'The pseudonym.' })
  readonly handle!: string;

  @Field(() => Boolean, { description: 'Whether the user runs this instance.' })
  readonly isOperator!: boolean;

  @Field(() => DateTime, { description: 'When the account was made.' })
  readonly createdAt!: Date;
}
