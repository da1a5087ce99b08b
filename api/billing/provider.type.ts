import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { PaymentProvider, RefusedPaymentEvent } from '../../domain/billing/index.ts';
import { connectionOf, DateTime, MutationInput, Node, Payload } from '../shared/index.ts';

@ObjectType('PaymentProvider', {
  description: 'Who takes customers’ money and reports it by signed webhook. Operators see it.',
  implements: Node,
})
export class PaymentProviderType implements Pick<PaymentProvider, 'name' | 'createdAt' | 'revokedAt'> {
  @Field(() => String, { description: 'What its operator calls it.' })
  name!: string;

  @Field(() => DateTime, { description: 'When it was registered.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'From then on its signatures are refused.' })
  revokedAt!: Date | null;
}

export const { Connection: PaymentProviderConnection } = connectionOf(PaymentProviderType, 'PaymentProvider');

@ObjectType('PaymentRefusal', { description: 'An event of a payment provider that was not counted.' })
export class PaymentRefusalType implements Pick<RefusedPaymentEvent, 'eventId' | 'code' | 'message' | 'receivedAt'> {
  @Field(() => String, { description: 'The id that the provider gave it, under which the provider finds it again.' })
  eventId!: string;

  @Field(() => String, { description: 'Why, as a code of the webhook, such as `CUSTOMER_UNKNOWN`.' })
  code!: RefusedPaymentEvent['code'];

  @Field(() => String, { description: 'Why, in words.' })
  message!: string;

  @Field(() => DateTime, { description: 'When it came first.' })
  receivedAt!: Date;
}

export const { Connection: PaymentRefusalConnection } = connectionOf(PaymentRefusalType, 'PaymentRefusal');

@InputType({ description: 'What to register.' })
export class RegisterPaymentProviderInput extends MutationInput {
  @Field(() => String, { description: 'What to call it: 1 to 80 characters.' })
  name!: string;
}

@InputType({ description: 'Which payment provider.' })
export class PaymentProviderInput extends MutationInput {
  @Field(() => ID, { description: 'A registered payment provider.' })
  providerId!: string;
}

@ObjectType({ description: 'The provider and its secret, which is shown this once.', implements: Payload })
export class RegisterPaymentProviderPayload extends Payload {
  @Field(() => PaymentProviderType, { nullable: true, description: 'The provider.' })
  provider?: PaymentProvider | null;

  @Field(() => String, { nullable: true, description: 'Signs its webhooks: `whsec_...`. It cannot be read again.' })
  webhookSecret?: string | null;
}

@ObjectType({ description: 'The provider and its new secret, which is shown this once.', implements: Payload })
export class RotatePaymentProviderSecretPayload extends Payload {
  @Field(() => PaymentProviderType, { nullable: true, description: 'The provider.' })
  provider?: PaymentProvider | null;

  @Field(() => String, { nullable: true, description: 'Signs from now on; the old one counts for 24 more hours.' })
  webhookSecret?: string | null;
}

@ObjectType({ description: 'The revoked provider.', implements: Payload })
export class RevokePaymentProviderPayload extends Payload {
  @Field(() => PaymentProviderType, { nullable: true, description: 'The provider.' })
  provider?: PaymentProvider | null;
}
