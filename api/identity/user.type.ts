import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { User } from '../../domain/identity/index.ts';
import { Node } from '../shared/index.ts';

@ObjectType('User', { description: 'Anyone with an account, as others see them: a pseudonym.', implements: Node })
export class UserType implements Pick<User, 'handle'> {
  @Field(() => String, { description: 'Chosen by the user and unique in this instance.' })
  readonly handle!: string;
}
