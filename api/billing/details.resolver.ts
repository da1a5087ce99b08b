import 'reflect-metadata';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { BillingDetails, BillingDetailsBook, SetBillingDetails } from '../../domain/billing/index.ts';
import { payload, viewerOf, type ApiContext } from '../shared/index.ts';
import { CUSTOMER, customerIn } from './customer.ts';
import { BillingDetailsType, SetBillingDetailsInput, SetBillingDetailsPayload } from './document.type.ts';

@Resolver()
export class BillingDetailsResolver {
  constructor(
    private readonly details: BillingDetailsBook,
    private readonly set: SetBillingDetails,
  ) {}

  @Query(() => BillingDetailsType, {
    nullable: true,
    description: 'What the viewer’s next documents will say of them; null where they have given nothing.',
  })
  billingDetails(
    @Ctx() ctx: ApiContext,
    @Arg('customerId', () => ID, CUSTOMER) nodeId?: string | null,
  ): Promise<BillingDetails | null> {
    return this.details.ofCustomer(customerIn(viewerOf(ctx), nodeId));
  }

  @Mutation(() => SetBillingDetailsPayload, {
    description: 'Says what the viewer’s next documents are to say of them.',
  })
  setBillingDetails(
    @Arg('input', () => SetBillingDetailsInput, { description: 'All of it: what is left out is emptied.' })
    input: SetBillingDetailsInput,
    @Ctx() ctx: ApiContext,
  ): Promise<SetBillingDetailsPayload> {
    const viewer = viewerOf(ctx);
    const { name, address, country = null, taxId = null } = input;
    return payload(input, async () => ({
      billingDetails: await this.set.execute({ viewer, name, address, country, taxId }),
    }));
  }
}
