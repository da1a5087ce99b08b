import type { Command } from 'commander';
import {
  ApproveBalanceRefundDocument,
  OpenBalanceRefundsDocument,
  ReturnBalanceRefundDocument,
  SettleBalanceRefundDocument,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { idGiven } from '../ids.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';

interface Asked extends CommonOptions {
  readonly yes: boolean;
}

const LIST = 'billing refunds';

/** What operators do with unused money that customers want back: one approves, another pays out. */
export function refundDeskCommands(billing: Command): void {
  command(billing, 'refunds', 'refunds that wait for an operator, the oldest first (operators)').action(
    asUser(refunds),
  );
  command(billing, 'approve <refund>', 'a refund may be paid out, by another operator (operators)').action(
    asUser(approve),
  );
  command(billing, 'settle <refund> <reference>', 'you have paid out what another approved; final (operators)')
    .option('--yes', 'without asking, for programs', false)
    .action(asUser(settle));
  command(billing, 'return <refund> <reason>', 'it could not be paid out; final (operators)')
    .option('--yes', 'without asking, for programs', false)
    .action(asUser(giveBack));
}

async function refunds({ client }: Account, output: Output): Promise<void> {
  const open = await nodesOf(
    async (page) => (await client.request(OpenBalanceRefundsDocument, page)).openBalanceRefunds,
  );
  const rows = open.map(({ id, requestedAt, amountMicros, currency, state }) => [
    id,
    requestedAt.slice(0, 10),
    money(amountMicros, currency),
    state.toLowerCase(),
  ]);
  output.show(open, table([['REFUND', 'ASKED', 'AMOUNT', 'STATE'], ...rows], 'No refund waits.'));
}

async function approve({ client }: Account, output: Output, refundId: string): Promise<void> {
  idGiven(refundId, LIST);
  const { refund } = (await client.request(ApproveBalanceRefundDocument, { input: { refundId } })).approveBalanceRefund;
  output.show(refund, ['Approved. Another operator pays it out and settles it.']);
}

async function settle(
  { client }: Account,
  output: Output,
  refundId: string,
  providerReference: string,
  { yes }: Asked,
): Promise<void> {
  idGiven(refundId, LIST);
  if (!yes) await confirm('The money has left this instance’s bank? That is final.', 'settled');
  const input = { refundId, providerReference };
  const { refund } = (await client.request(SettleBalanceRefundDocument, { input })).settleBalanceRefund;
  output.show(refund, ['Settled.']);
}

async function giveBack(
  { client }: Account,
  output: Output,
  refundId: string,
  reason: string,
  { yes }: Asked,
): Promise<void> {
  idGiven(refundId, LIST);
  if (!yes) await confirm('The money has not left, or is back at this instance’s bank? That is final.', 'returned');
  const { refund } = (await client.request(ReturnBalanceRefundDocument, { input: { refundId, reason } }))
    .returnBalanceRefund;
  output.show(refund, ['Returned: the money is on its customer’s balance again.']);
}
