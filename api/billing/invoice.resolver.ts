import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  invoiceText,
  type Invoice,
  type InvoiceLine,
  type InvoicePreview,
  type Invoices,
  type PreviewInvoice,
} from '../../domain/billing/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { CURRENCY, CUSTOMER, customerIn, visible } from './customer.ts';
import { InvoiceConnection, InvoiceLineType, InvoicePreviewType, InvoiceType } from './document.type.ts';

@Resolver(() => InvoiceType)
export class InvoiceResolver {
  constructor(
    private readonly allInvoices: Invoices,
    private readonly preview: PreviewInvoice,
  ) {}

  @Query(() => InvoiceConnection, { description: 'The viewer’s invoices, the newest first.' })
  invoices(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
    @Arg('customerId', () => ID, CUSTOMER) nodeId?: string | null,
  ): Promise<ConnectionOf<Invoice>> {
    const customerId = customerIn(viewerOf(ctx), nodeId);
    return connectionFrom(args, ['invoices', customerId], (page) => this.allInvoices.ofCustomer(customerId, page));
  }

  @Query(() => InvoiceType, { nullable: true, description: 'One invoice; null when absent or not visible.' })
  async invoice(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() ctx: ApiContext,
  ): Promise<Invoice | null> {
    return visible(viewerOf(ctx), await this.allInvoices.byId(fromNodeId('Invoice', id)));
  }

  @Query(() => InvoicePreviewType, { description: 'What the invoice of the current month would say now.' })
  invoicePreview(
    @Arg('currency', () => String, CURRENCY) currency: string,
    @Ctx() ctx: ApiContext,
    @Arg('customerId', () => ID, CUSTOMER) nodeId?: string | null,
  ): Promise<InvoicePreview> {
    const viewer = viewerOf(ctx);
    return this.preview.execute(viewer, customerIn(viewer, nodeId), currency);
  }

  @FieldResolver(() => [InvoiceLineType], { description: 'What it is made of; the amounts sum to the total.' })
  lines(@Root() invoice: Invoice, @Ctx() ctx: ApiContext): Promise<InvoiceLine[]> {
    return ctx.loaders.of(this.linesByInvoice).load(invoice.id);
  }

  @FieldResolver(() => String, { description: 'The whole document as plain text (RFC 5198), for download or print.' })
  async text(@Root() invoice: Invoice, @Ctx() ctx: ApiContext): Promise<string> {
    return invoiceText(invoice, await this.lines(invoice, ctx));
  }

  private readonly linesByInvoice = async (ids: readonly Id[]): Promise<InvoiceLine[][]> => {
    const lines = await this.allInvoices.linesOf(ids);
    return ids.map((id) => lines.filter((line) => line.invoiceId === id));
  };
}

@Resolver(() => InvoiceLineType)
export class InvoiceLineFields {
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The model version; null where it was for none in particular.',
  })
  modelVersionId(@Root() line: Pick<InvoiceLine, 'modelVersionId'>): string | null {
    return line.modelVersionId === null ? null : toNodeId('ModelVersion', line.modelVersionId);
  }
}
