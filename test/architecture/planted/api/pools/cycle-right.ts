import { Field, ObjectType } from 'type-graphql';
import type { LeftType } from './cycle-left.ts';

@ObjectType()
export class RightType {
  @Field(() => String)
  left!: LeftType;
}
