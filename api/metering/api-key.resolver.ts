import 'reflect-metadata';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { ApiKey, ApiKeys, CreateApiKey, RevokeApiKey } from '../../domain/metering/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  ApiKeyConnection,
  ApiKeyType,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './api-key.type.ts';

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  constructor(
    private readonly allKeys: ApiKeys,
    private readonly create: CreateApiKey,
    private readonly revoke: RevokeApiKey,
  ) {}

  @Query(() => ApiKeyConnection, { description: 'The viewer’s own keys for models, the newest first.' })
  apiKeys(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<ApiKey>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['apiKeys', userId], (request) => this.allKeys.ofCustomer(userId, request));
  }

  @Mutation(() => CreateApiKeyPayload, {
    description: 'Makes a key with which the viewer, as a customer, queries models. Calls are paid from their balance.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'What to make.' }) input: CreateApiKeyInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CreateApiKeyPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, () => this.create.execute({ viewer, label: input.label }));
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Ends one of the viewer’s keys, for good. Gateways notice within seconds.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' }) input: RevokeApiKeyInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RevokeApiKeyPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const apiKeyId = fromNodeId('ApiKey', input.apiKeyId, 'apiKeyId');
      return { apiKey: await this.revoke.execute({ viewer, apiKeyId }) };
    });
  }
}
