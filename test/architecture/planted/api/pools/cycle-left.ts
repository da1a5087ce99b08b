import { Field, ObjectType } from 'type-graphql';
import type { RightType } from './cycle-right.ts';

@ObjectType()
export class LeftType {
  @Field(() => String)
  right!: RightType;
}
