import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  PaymentEvents,
  PaymentProvider,
  PaymentProviders,
  RefusedPaymentEvent,
  RegisterPaymentProvider,
  RevokePaymentProvider,
  RotatePaymentProviderSecret,
} from '../../domain/billing/index.ts';
import { assertOperator } from '../../domain/identity/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  PaymentProviderConnection,
  PaymentProviderInput,
  PaymentProviderType,
  PaymentRefusalConnection,
  PaymentRefusalType,
  RegisterPaymentProviderInput,
  RegisterPaymentProviderPayload,
  RevokePaymentProviderPayload,
  RotatePaymentProviderSecretPayload,
} from './provider.type.ts';
import { providerSourceOf } from './source.ts';

export interface ProviderUseCases {
  readonly providers: PaymentProviders;
  readonly events: PaymentEvents;
  readonly registerPaymentProvider: RegisterPaymentProvider;
  readonly rotatePaymentProviderSecret: RotatePaymentProviderSecret;
  readonly revokePaymentProvider: RevokePaymentProvider;
}

@Resolver(() => PaymentProviderType)
export class PaymentProviderResolver {
  constructor(private readonly useCases: ProviderUseCases) {}

  @Query(() => PaymentProviderConnection, { description: 'All payment providers, the newest first. For operators.' })
  paymentProviders(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<PaymentProvider>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['paymentProviders'], (request) => this.useCases.providers.all(request));
  }

  @Query(() => PaymentRefusalConnection, {
    description:
      'What payment providers reported and was not counted, the newest first: money to look after. For operators.',
  })
  paymentRefusals(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<RefusedPaymentEvent>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['paymentRefusals'], (request) => this.useCases.events.refusals(request));
  }

  @FieldResolver(() => String, { description: 'The CloudEvents `source` that all of its events carry.' })
  source(@Root() provider: PaymentProvider): string {
    return providerSourceOf(provider.id);
  }

  @Mutation(() => RegisterPaymentProviderPayload, { description: 'Registers a payment provider. For operators.' })
  registerPaymentProvider(
    @Arg('input', () => RegisterPaymentProviderInput, { description: 'What to register.' })
    input: RegisterPaymentProviderInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RegisterPaymentProviderPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, () => this.useCases.registerPaymentProvider.execute({ viewer, name: input.name }));
  }

  @Mutation(() => RotatePaymentProviderSecretPayload, {
    description: 'Gives a payment provider a new webhook secret; the old one counts for 24 more hours. For operators.',
  })
  rotatePaymentProviderSecret(
    @Arg('input', () => PaymentProviderInput, { description: 'Which provider.' }) input: PaymentProviderInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RotatePaymentProviderSecretPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, () => {
      return this.useCases.rotatePaymentProviderSecret.execute({ viewer, providerId: providerOf(input) });
    });
  }

  @Mutation(() => RevokePaymentProviderPayload, {
    description: 'Ends a payment provider: its signatures are refused at once. For operators.',
  })
  revokePaymentProvider(
    @Arg('input', () => PaymentProviderInput, { description: 'Which provider.' }) input: PaymentProviderInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RevokePaymentProviderPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => ({
      provider: await this.useCases.revokePaymentProvider.execute({ viewer, providerId: providerOf(input) }),
    }));
  }
}

function providerOf(input: PaymentProviderInput): string {
  return fromNodeId('PaymentProvider', input.providerId, 'providerId');
}

@Resolver(() => PaymentRefusalType)
export class PaymentRefusalFields {
  @FieldResolver(() => ID, { description: 'The payment provider that reported it.' })
  providerId(@Root() refused: RefusedPaymentEvent): string {
    return toNodeId('PaymentProvider', refused.providerId);
  }
}
