import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Consent, ConsentState, ConsentStream } from '../../domain/consents/index.ts';
import { connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

const ConsentStateEnum = enumOf<ConsentState>(
  {
    given: 'The member said yes.',
    withdrawn: 'The member took it back; final.',
    refused: 'The member said no.',
  },
  { name: 'ConsentState', description: 'What the member answered. A given consent also ends at its `expiresAt`.' },
);

@ObjectType('ConsentStream', { description: 'One stream that a consent covers.', simpleResolvers: true })
export class ConsentStreamType implements ConsentStream {
  @Field(() => String, { description: 'Source and kind, such as `reddit.comments`.' })
  name!: string;

  @Field(() => [String], { description: 'The fields that may be read; no others ever are.' })
  fields!: readonly string[];
}

@ObjectType('Consent', {
  description: 'A member’s answer to one scope for one dataset. Never edited; at most withdrawn.',
  implements: Node,
})
export class ConsentType implements Pick<
  Consent,
  | 'scopeDigest'
  | 'charterDigest'
  | 'purpose'
  | 'streams'
  | 'state'
  | 'givenAt'
  | 'expiresAt'
  | 'withdrawnAt'
  | 'statementJws'
  | 'withdrawalJws'
> {
  @Field(() => String, { description: 'Digest of the one scope that this consent binds.' })
  scopeDigest!: string;

  @Field(() => String, { description: 'Digest of the charter, scope and terms, under which the member answered.' })
  charterDigest!: string;

  @Field(() => String, { description: 'What the records may be used for.' })
  purpose!: string;

  @Field(() => [ConsentStreamType], { description: 'What may be read.' })
  streams!: readonly ConsentStream[];

  @Field(() => ConsentStateEnum, { description: 'What the member answered.' })
  state!: ConsentState;

  @Field(() => DateTime, { description: 'When the member answered.' })
  givenAt!: Date;

  @Field(() => DateTime, { description: 'From then on it permits nothing.' })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the member withdrew it.' })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The member’s own signature (JWS); null where none was made.' })
  statementJws!: string | null;

  @Field(() => String, { nullable: true, description: 'The same for the withdrawal; null where none was made.' })
  withdrawalJws!: string | null;
}

export const { Connection: ConsentConnection } = connectionOf(ConsentType, 'Consent');

@InputType({ description: 'Which consent to withdraw.' })
export class WithdrawConsentInput extends MutationInput {
  @Field(() => ID, { description: 'A consent of the viewer.' })
  consentId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature over `withdrawalToSign` as a JWS. Only who never registered a key may leave it out; the withdrawal is then marked unsigned.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The withdrawn consent.', implements: Payload })
export class WithdrawConsentPayload extends Payload {
  @Field(() => ConsentType, { nullable: true, description: 'The consent after its withdrawal.' })
  consent?: Consent | null;
}
