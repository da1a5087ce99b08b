import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Destination, DestinationDetails, DestinationKind } from '../../domain/payouts/index.ts';
import { connectionOf, DateTime, enumOf, MutationInput, Node, Payload, StatementToSignType } from '../shared/index.ts';

const DestinationKindEnum = enumOf<DestinationKind>(
  {
    iban: 'A bank account by its IBAN (ISO 13616).',
    reference: 'An account as the instance’s payout provider names it.',
  },
  { name: 'PayoutDestinationKind', description: 'How the account of a payout destination is named.' },
);

@ObjectType('PayoutDestination', {
  description:
    'One version of where a user’s money goes in one currency. If it is not yours, cancel it at once: until `usableAt` no money goes there.',
  implements: Node,
})
export class DestinationType implements Pick<
  Destination,
  'currency' | 'version' | 'kind' | 'last4' | 'setAt' | 'usableAt' | 'cancelledAt'
> {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => Int, { description: '1, 2, ... per user and currency.' })
  version!: number;

  @Field(() => DestinationKindEnum, { description: 'How the account is named.' })
  kind!: DestinationKind;

  @Field(() => String, { description: 'The last four characters of the account; the rest is sealed.' })
  last4!: string;

  @Field(() => DateTime, { description: 'When it was set.' })
  setAt!: Date;

  @Field(() => DateTime, { description: 'From then on money can go there; the one before stays in force until then.' })
  usableAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was cancelled, for good.' })
  cancelledAt!: Date | null;
}

export const { Connection: DestinationConnection } = connectionOf(DestinationType, 'PayoutDestination');

@ObjectType('PayoutDestinationToSign', {
  description: 'What a member’s own key signs to set a destination.',
  simpleResolvers: true,
})
export class DestinationToSignType {
  @Field(() => Int, { description: 'The version that the destination will have; it is part of what is signed.' })
  version!: number;

  @Field(() => StatementToSignType, {
    description: 'The digest is over `{ account, currency, holder, kind, salt, version }` in canonical form.',
  })
  statement!: StatementToSignType;
}

@InputType('PayoutDestinationDetailsInput', { description: 'Where money is to go.' })
export class DestinationDetailsInput implements DestinationDetails {
  @Field(() => DestinationKindEnum, { description: 'How the account is named.' })
  kind!: DestinationKind;

  @Field(() => String, { description: 'The IBAN, or 8 to 100 characters of the provider’s own.' })
  account!: string;

  @Field(() => String, { description: 'Whose account it is, as the bank knows them: 2 to 100 characters.' })
  holder!: string;

  @Field(() => String, {
    description:
      '32 random lower-case hex digits of the client, so that nobody can search for the account by the digest.',
  })
  salt!: string;
}

@InputType({ description: 'A new destination, signed.' })
export class SetPayoutDestinationInput extends MutationInput {
  @Field(() => String, { description: 'ISO 4217 code, one of the instance’s currencies.' })
  currency!: string;

  @Field(() => DestinationDetailsInput, { description: 'Where money in this currency is to go.' })
  details!: DestinationDetailsInput;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature over `payoutDestinationToSign` as a JWS. Only who never registered a key may leave it out; the destination is then marked unsigned.',
  })
  statementJws?: string | null;
}

@InputType({ description: 'Which destination to cancel.' })
export class CancelPayoutDestinationInput extends MutationInput {
  @Field(() => ID, { description: 'A destination of the viewer.' })
  destinationId!: string;
}

@ObjectType({ description: 'The destination that was set.', implements: Payload })
export class SetPayoutDestinationPayload extends Payload {
  @Field(() => DestinationType, { nullable: true, description: 'The new destination, which waits.' })
  destination?: Destination | null;
}

@ObjectType({ description: 'The destination that was cancelled.', implements: Payload })
export class CancelPayoutDestinationPayload extends Payload {
  @Field(() => DestinationType, { nullable: true, description: 'The destination after it was cancelled.' })
  destination?: Destination | null;
}
