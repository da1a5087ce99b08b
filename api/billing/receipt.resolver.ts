import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { receiptText, type Receipt, type Receipts } from '../../domain/billing/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { CUSTOMER, customerIn, visible } from './customer.ts';
import { ReceiptConnection, ReceiptType } from './document.type.ts';

@Resolver(() => ReceiptType)
export class ReceiptResolver {
  constructor(private readonly allReceipts: Receipts) {}

  @Query(() => ReceiptConnection, { description: 'The viewer’s receipts, the newest first.' })
  receipts(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
    @Arg('customerId', () => ID, CUSTOMER) nodeId?: string | null,
  ): Promise<ConnectionOf<Receipt>> {
    const customerId = customerIn(viewerOf(ctx), nodeId);
    return connectionFrom(args, ['receipts', customerId], (page) => this.allReceipts.ofCustomer(customerId, page));
  }

  @Query(() => ReceiptType, { nullable: true, description: 'One receipt; null when absent or not visible.' })
  async receipt(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() ctx: ApiContext,
  ): Promise<Receipt | null> {
    return visible(viewerOf(ctx), await this.allReceipts.byId(fromNodeId('Receipt', id)));
  }

  @FieldResolver(() => ID, { description: 'The payment that it is for.' })
  paymentId(@Root() receipt: Receipt): string {
    return toNodeId('Payment', receipt.paymentId);
  }

  @FieldResolver(() => String, { description: 'The whole document as plain text (RFC 5198), for download or print.' })
  text(@Root() receipt: Receipt): string {
    return receiptText(receipt);
  }
}
