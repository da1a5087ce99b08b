import 'reflect-metadata';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { ApiKey } from '../../domain/metering/index.ts';
import { connectionOf, DateTime, MutationInput, Node, Payload } from '../shared/index.ts';

@ObjectType('ApiKey', { description: 'A key with which its customer queries models at a gateway.', implements: Node })
export class ApiKeyType implements Pick<ApiKey, 'label' | 'createdAt' | 'revokedAt'> {
  @Field(() => String, { description: 'What its customer calls it.' })
  label!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Calls made with it from then on are refused.' })
  revokedAt!: Date | null;
}

export const { Connection: ApiKeyConnection } = connectionOf(ApiKeyType, 'ApiKey');

@InputType({ description: 'What to make.' })
export class CreateApiKeyInput extends MutationInput {
  @Field(() => String, { description: 'What to call it: 1 to 80 characters.' })
  label!: string;
}

@ObjectType({ description: 'The key, which is shown this once.', implements: Payload })
export class CreateApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, { nullable: true, description: 'The key’s record.' })
  apiKey?: ApiKey | null;

  @Field(() => String, { nullable: true, description: 'The key itself: `cpk_...`. It cannot be read again.' })
  secret?: string | null;
}

@InputType({ description: 'Which key to revoke.' })
export class RevokeApiKeyInput extends MutationInput {
  @Field(() => ID, { description: 'A key of the viewer.' })
  apiKeyId!: string;
}

@ObjectType({ description: 'The revoked key.', implements: Payload })
export class RevokeApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, { nullable: true, description: 'The key’s record.' })
  apiKey?: ApiKey | null;
}
