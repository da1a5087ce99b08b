import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import {
  DocumentDocument,
  InvoicePreviewDocument,
  InvoicesDocument,
  PrepaidBalanceDocument,
  ReceiptsDocument,
  RequestBalanceRefundDocument,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import { microsOf, money } from '../money.ts';
import { table, type Output } from '../output.ts';
import { refundDeskCommands } from './refund-desk.ts';

type CurrencyOptions = CommonOptions & { readonly currency: string };
type RefundOptions = CurrencyOptions & { readonly key?: string };

const CURRENCY = ['--currency <code>', 'which currency, as ISO 4217 code', 'EUR'] as const;

export function billingCommands(program: Command): void {
  const billing = program.command('billing').description('your prepaid money as a customer, receipts and invoices');
  command(billing, 'balance', 'what you can spend, and this month’s use so far')
    .option(...CURRENCY)
    .action(asUser(balance));
  command(billing, 'receipts', 'what you paid in').action(asUser(receipts));
  command(billing, 'invoices', 'what you used, by month').action(asUser(invoices));
  command(billing, 'show <id>', 'a receipt or an invoice as text').action(asUser(show));
  command(billing, 'refund [amount]', 'ask unused money back; all that is there without an amount')
    .option(...CURRENCY)
    .option('--key <text>', 'your own key for this refund: given again, it counts no second time')
    .action(asUser(refund));
  refundDeskCommands(billing);
}

async function balance({ client }: Account, output: Output, { currency }: CurrencyOptions): Promise<void> {
  const { prepaidBalance: prepaid } = await client.request(PrepaidBalanceDocument, { currency });
  const { invoicePreview: preview } = await client.request(InvoicePreviewDocument, { currency });
  const { balanceMicros, heldMicros, owedMicros, refundableMicros } = prepaid;
  const lines = [
    `You can spend ${money(balanceMicros, currency)}, and ask ${money(refundableMicros, currency)} back.`,
    `Used in ${preview.month}: ${money(preview.totalMicros, currency)} so far.`,
  ];
  if (heldMicros !== '0') lines.push(`Calls that run hold ${money(heldMicros, currency)}.`);
  if (owedMicros !== '0') lines.push(`You owe ${money(owedMicros, currency)}, as a payment was taken back.`);
  output.show({ ...prepaid, preview }, lines);
}

async function receipts({ client }: Account, output: Output): Promise<void> {
  const all = await allOf((page) => client.request(ReceiptsDocument, page).then((found) => found.receipts));
  const rows = all.map(({ id, number, issuedAt, amountMicros, currency }) => {
    return [number, issuedAt.slice(0, 10), money(amountMicros, currency), id];
  });
  output.show(all, table([['NUMBER', 'DATE', 'RECEIVED', 'ID'], ...rows], 'There are no receipts yet.'));
}

async function invoices({ client }: Account, output: Output): Promise<void> {
  const all = await allOf((page) => client.request(InvoicesDocument, page).then((found) => found.invoices));
  const rows = all.map(({ id, number, month, totalMicros, currency }) => {
    return [number, month, money(totalMicros, currency), id];
  });
  output.show(all, table([['NUMBER', 'MONTH', 'TOTAL', 'ID'], ...rows], 'There are no invoices yet.'));
}

async function show({ client }: Account, output: Output, id: string): Promise<void> {
  const { node } = await client.request(DocumentDocument, { id });
  if (!node || !('text' in node)) {
    throw new UsageFault(
      `${id} is no document of yours. \`commonpool billing receipts\` and \`commonpool billing invoices\` list them.`,
    );
  }
  output.show(node, node.text.trimEnd().split('\r\n'));
}

async function refund(
  { client }: Account,
  output: Output,
  amount: string | undefined,
  { currency, key }: RefundOptions,
): Promise<void> {
  const amountMicros = amount === undefined ? await refundable() : microsOf(amount);
  const { requestBalanceRefund } = await client.request(RequestBalanceRefundDocument, {
    input: { currency, amountMicros, idempotencyKey: key ?? randomUUID() },
  });
  const asked = money(requestBalanceRefund.refund?.amountMicros ?? amountMicros, currency);
  output.show(requestBalanceRefund.refund, [`${asked} left your balance, and will be paid back by an operator.`]);

  async function refundable(): Promise<string> {
    const { prepaidBalance } = await client.request(PrepaidBalanceDocument, { currency });
    if (prepaidBalance.refundableMicros === '0') throw new UsageFault('There is nothing to pay back.');
    return prepaidBalance.refundableMicros;
  }
}

interface Listed<T> {
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function allOf<T>(read: (page: { first: number; after: string | null }) => Promise<Listed<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo }: Listed<T> = await read({ first: 100, after });
    all.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor;
  }
}
