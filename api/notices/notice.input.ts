import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { BigIntString, MutationInput, Payload } from '../shared/index.ts';
import { NoticeInboxType } from './notice.type.ts';

@InputType({ description: 'Which notices the viewer has read: either some, or all up to one.' })
export class MarkNoticesReadInput extends MutationInput {
  @Field(() => [ID], { nullable: true, description: 'At most 100 notices.' })
  noticeIds?: string[] | null;

  @Field(() => BigIntString, {
    nullable: true,
    description: 'Instead: the `sequence` of the newest one that was seen.',
  })
  upTo?: bigint | null;
}

@InputType({ description: 'Where the viewer wants notices to go.' })
export class SetNoticeAddressInput extends MutationInput {
  @Field(() => String, { description: 'One e-mail address. It is kept encrypted.' })
  email!: string;
}

@InputType({ description: 'The proof that the viewer reads what goes there.' })
export class ConfirmNoticeAddressInput extends MutationInput {
  @Field(() => String, { description: 'The six digits of the newest mail.' })
  code!: string;
}

@InputType({ description: 'That no mail is wanted any more.' })
export class RemoveNoticeAddressInput extends MutationInput {}

@ObjectType({ description: 'The inbox after the act.', implements: Payload })
export class NoticeInboxPayload extends Payload {
  @Field(() => NoticeInboxType, { nullable: true, description: 'The viewer’s inbox as it is now.' })
  inbox?: NoticeInboxType | null;
}
