import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ProposeRepricing } from '../../domain/models/index.ts';
import { fromNodeId, payload, viewerOf, withoutNulls, type ApiContext } from '../shared/index.ts';
import { ProposeRepricingInput, ProposeRepricingPayload } from './repricing.type.ts';

/** Members ask for other terms of a published version, and its owners where they would have less. */
@Resolver()
export class RepricingResolver {
  constructor(private readonly propose: ProposeRepricing) {}

  @Mutation(() => ProposeRepricingPayload, {
    description:
      'Asks the members of a pool for other prices of a published version, or another split between builder and owners. Where owners would have less, a vote of the owners opens beside it.',
  })
  proposeRepricing(
    @Arg('input', () => ProposeRepricingInput, { description: 'What to change.' }) input: ProposeRepricingInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposeRepricingPayload> {
    return payload(input, async () => {
      const { modelVersionId: id, title, clientMutationId: _, ...given } = input;
      const modelVersionId = fromNodeId('ModelVersion', id, 'modelVersionId');
      const changes = withoutNulls(given);
      return this.propose.execute({ viewer: viewerOf(ctx), modelVersionId, title, changes });
    });
  }
}
