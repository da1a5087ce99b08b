import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';

@ObjectType('StatementToSign', {
  description: 'What a member’s own key signs for an act, beside instance, version and expiry.',
  simpleResolvers: true,
})
export class StatementToSignType {
  @Field(() => String, { description: 'The act.' })
  action!: string;

  @Field(() => String, { description: 'What the act is about.' })
  subject!: string;

  @Field(() => String, { description: 'SHA-256 in hex of the canonical JSON of what is agreed to.' })
  digest!: string;
}
