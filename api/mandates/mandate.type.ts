import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Mandate } from '../../domain/mandates/index.ts';
import { BigIntString, connectionOf, DateTime, MutationInput, Node, Payload } from '../shared/index.ts';

@ObjectType('Mandate', {
  description:
    'A customer’s permission for gateways to buy tickets on their account. Never edited: revoked, or replaced by a newer version.',
  implements: Node,
})
export class MandateType implements Pick<
  Mandate,
  | 'version'
  | 'currency'
  | 'maxPriceMicros'
  | 'dailyCapMicros'
  | 'givenAt'
  | 'expiresAt'
  | 'revokedAt'
  | 'statementJws'
  | 'revocationJws'
> {
  @Field(() => Int, { description: '1, 2, 3 ... for the same customer, model version or pool, and key.' })
  version!: number;

  @Field(() => String, { description: 'ISO 4217 code of its amounts.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What one call may cost at most, in micros.' })
  maxPriceMicros!: bigint;

  @Field(() => BigIntString, { description: 'What the calls of one day (UTC) may cost together, in micros.' })
  dailyCapMicros!: bigint;

  @Field(() => DateTime, { description: 'When it was given.' })
  givenAt!: Date;

  @Field(() => DateTime, { description: 'From then on nothing is sold under it.' })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked, or replaced by a newer version.' })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The customer’s own signature (JWS); null where none was made.' })
  statementJws!: string | null;

  @Field(() => String, { nullable: true, description: 'The same for the revocation; null where none was made.' })
  revocationJws!: string | null;
}

export const { Connection: MandateConnection } = connectionOf(MandateType, 'Mandate');

@InputType({ description: 'What to permit. Name either a model version or a pool.' })
export class GiveMandateInput extends MutationInput {
  @Field(() => ID, { nullable: true, description: 'The one model version that may be called.' })
  modelVersionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The pool of which any version may be called.' })
  poolId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The one key of the viewer that may call; else any of theirs.' })
  apiKeyId?: string | null;

  @Field(() => String, { description: 'ISO 4217 code in which the version or pool is paid.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What one call may cost at most, in micros.' })
  maxPriceMicros!: bigint;

  @Field(() => BigIntString, { description: 'What the calls of one day (UTC) may cost together, in micros.' })
  dailyCapMicros!: bigint;

  @Field(() => DateTime, { description: 'When it ends: in the future, 366 days ahead at most.' })
  expiresAt!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature, as a JWS, for the action `mandates.give` on the uuid of the version or pool, over { modelVersionId, poolId, apiKeyId, currency, maxPriceMicros, dailyCapMicros, expiresAt }: uuids or null, amounts as decimal strings, the expiry in UTC with milliseconds. Only who never registered a key may leave it out; the mandate is then marked unsigned.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The mandate.', implements: Payload })
export class GiveMandatePayload extends Payload {
  @Field(() => MandateType, { nullable: true, description: 'As it holds now.' })
  mandate?: Mandate | null;
}

@InputType({ description: 'Which mandate to revoke.' })
export class RevokeMandateInput extends MutationInput {
  @Field(() => ID, { description: 'A mandate of the viewer.' })
  mandateId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature over `revocationToSign` as a JWS. Only who never registered a key may leave it out.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The revoked mandate.', implements: Payload })
export class RevokeMandatePayload extends Payload {
  @Field(() => MandateType, { nullable: true, description: 'After its end.' })
  mandate?: Mandate | null;
}
