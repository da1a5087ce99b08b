import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Gateway, GatewayKind, SequenceGap } from '../../domain/metering/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

export const GatewayKindEnum = enumOf<GatewayKind>(
  {
    hosted: 'The instance’s own: serves versions whose artefact never leaves it.',
    licensed: 'A partner’s: serves the versions that it is licensed for.',
  },
  { name: 'GatewayKind', description: 'Whose a gateway is, which decides what it may serve. It never changes.' },
);

@ObjectType('Gateway', {
  description: 'A server that runs models for customers and reports every query. Operators see it.',
  implements: Node,
})
export class GatewayType implements Pick<Gateway, 'name' | 'kind' | 'createdAt' | 'suspendedAt' | 'revokedAt'> {
  @Field(() => String, { description: 'What its operator calls it.' })
  name!: string;

  @Field(() => GatewayKindEnum, { description: 'Whose it is.' })
  kind!: GatewayKind;

  @Field(() => DateTime, { description: 'When it was registered.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since then nothing of it is accepted and nothing is given to it; null while it works.',
  })
  suspendedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'From then on its token and signatures are refused.' })
  revokedAt!: Date | null;
}

export const { Connection: GatewayConnection } = connectionOf(GatewayType, 'Gateway');

@ObjectType('SequenceGap', {
  description: 'Numbers of usage events that never arrived, both ends included.',
  simpleResolvers: true,
})
export class SequenceGapType implements SequenceGap {
  @Field(() => BigIntString, { description: 'The first number that is missing.' })
  first!: bigint;

  @Field(() => BigIntString, { description: 'The last number that is missing.' })
  last!: bigint;
}

@ObjectType('UsageBacklog', {
  description: 'Accepted usage events that are not posted, by where they stand.',
  simpleResolvers: true,
})
export class UsageBacklogType {
  @Field(() => BigIntString, { description: 'Waiting to be posted.' })
  pending!: bigint;

  @Field(() => BigIntString, { description: 'Parked until their customer’s balance can pay them.' })
  unfunded!: bigint;

  @Field(() => BigIntString, {
    description: 'Not to be posted without a decision, such as those of a suspended model.',
  })
  quarantined!: bigint;
}

@InputType({ description: 'What to register.' })
export class RegisterGatewayInput extends MutationInput {
  @Field(() => String, { description: 'What to call it: 1 to 80 characters.' })
  name!: string;

  @Field(() => GatewayKindEnum, { defaultValue: 'hosted', description: 'Whose it is; it cannot be changed later.' })
  kind!: GatewayKind;
}

@InputType({ description: 'Which gateway.' })
export class GatewayInput extends MutationInput {
  @Field(() => ID, { description: 'A registered gateway.' })
  gatewayId!: string;
}

@ObjectType({ description: 'The gateway and its secrets, which are shown this once.', implements: Payload })
export class RegisterGatewayPayload extends Payload {
  @Field(() => GatewayType, { nullable: true, description: 'The gateway.' })
  gateway?: Gateway | null;

  @Field(() => String, { nullable: true, description: 'Signs its webhooks: `whsec_...`. It cannot be read again.' })
  webhookSecret?: string | null;

  @Field(() => String, { nullable: true, description: 'Its bearer token: `cpg_...`. It cannot be read again.' })
  token?: string | null;
}

@ObjectType({ description: 'The gateway and its new secret, which is shown this once.', implements: Payload })
export class RotateGatewaySecretPayload extends Payload {
  @Field(() => GatewayType, { nullable: true, description: 'The gateway.' })
  gateway?: Gateway | null;

  @Field(() => String, { nullable: true, description: 'Signs from now on; the old one counts for 24 more hours.' })
  webhookSecret?: string | null;
}

@ObjectType({ description: 'The revoked gateway.', implements: Payload })
export class RevokeGatewayPayload extends Payload {
  @Field(() => GatewayType, { nullable: true, description: 'The gateway.' })
  gateway?: Gateway | null;
}
