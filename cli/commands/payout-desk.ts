import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommonpoolClient } from '../../codegen/client/index.ts';
import {
  CreatePayoutBatchDocument,
  DiscardPayoutBatchDocument,
  HoldPayoutDocument,
  PayoutBatchDocument,
  PayoutBatchesDocument,
  PayoutBatchFileDocument,
  PayoutQueueDocument,
  ReleasePayoutBatchDocument,
  ReleasePayoutDocument,
  ReturnPayoutDocument,
  SettlePayoutDocument,
  type PayoutBatchStateFragment,
  type PayoutHoldReason,
  type PayoutReturnReason,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';
import { currencyOf, PAYOUT_HEADER, payoutRow } from '../payouts.ts';

const HOLDS = ['identity-check', 'suspected-fraud', 'dispute-open', 'provider-refused'] as const;
const RETURNS = ['account-closed', 'details-wrong', 'refused', 'recalled', 'other'] as const;

interface Asked extends CommonOptions {
  readonly yes: boolean;
}

/** What operators do. */
export function payoutDeskCommands(payouts: Command): void {
  command(payouts, 'queue', 'everybody’s payouts, the oldest first (operators)')
    .option('--held', 'only those that are held', false)
    .option('--all', 'also those that have ended', false)
    .action(asUser(queue));
  command(payouts, 'hold <payout> <reason>', `stop a payout: ${HOLDS.join(', ')} (operators)`).action(asUser(hold));
  command(payouts, 'resume <payout>', 'end the hold on a payout (operators)').action(asUser(resume));
  command(payouts, 'batches', 'all batches, the newest first (operators)').action(asUser(batches));
  command(payouts, 'batch [payouts...]', 'put due payouts, or those named, into one file (operators)')
    .option('--currency <code>', 'which, where the instance has several')
    .action(asUser(batch));
  command(
    payouts,
    'file <batch> <path>',
    'write the file of a batch, with all details; that is on record (operators)',
  ).action(asUser(file));
  command(payouts, 'release <batch> <path>', 'send a batch that another operator made, by the file in hand (operators)')
    .option('--yes', 'without asking, for programs', false)
    .action(asUser(release));
  command(payouts, 'discard <batch>', 'give up a batch that was not released (operators)').action(asUser(discard));
  command(payouts, 'settle <payout>', 'it has arrived; final (operators)')
    .option('--reference <text>', 'how the bank names the payment')
    .option('--yes', 'without asking, for programs', false)
    .action(asUser(settle));
  command(payouts, 'return <payout> <reason>', `it came back: ${RETURNS.join(', ')}; final (operators)`)
    .option('--reference <text>', 'how the bank names the payment')
    .option('--yes', 'without asking, for programs', false)
    .action(asUser(giveBack));
}

async function queue(
  { client }: Account,
  output: Output,
  { held, all }: CommonOptions & { readonly held: boolean; readonly all: boolean },
): Promise<void> {
  const filter = held ? { held: true } : {};
  const payouts = await nodesOf(
    async (page) => (await client.request(PayoutQueueDocument, { ...page, filter })).payoutQueue,
  );
  const shown = payouts.filter(({ endedAt }) => all || endedAt === null);
  output.show(shown, table([PAYOUT_HEADER, ...shown.map(payoutRow)], 'There is no such payout.'));
}

async function hold({ client }: Account, output: Output, given: string, word: string): Promise<void> {
  const reason = nameIn(HOLDS, word) as PayoutHoldReason;
  const payoutId = await payoutNamed(client, given);
  const { payout } = (await client.request(HoldPayoutDocument, { input: { payoutId, reason } })).holdPayout;
  output.show(payout, ['Held. Its payee sees why.']);
}

async function resume({ client }: Account, output: Output, given: string): Promise<void> {
  const payoutId = await payoutNamed(client, given);
  const { payout } = (await client.request(ReleasePayoutDocument, { input: { payoutId } })).releasePayout;
  output.show(payout, ['It goes on.']);
}

async function batches({ client }: Account, output: Output): Promise<void> {
  const all = await nodesOf(async (page) => (await client.request(PayoutBatchesDocument, page)).payoutBatches);
  const rows = all.map(({ id, createdAt, payouts, totalMicros, currency, state }) => [
    id,
    createdAt.slice(0, 10),
    String(payouts),
    money(totalMicros, currency),
    state.toLowerCase(),
  ]);
  output.show(all, table([['BATCH', 'MADE', 'PAYOUTS', 'SUM', 'STATE'], ...rows], 'There is no batch yet.'));
}

async function batch(
  { client }: Account,
  output: Output,
  named: readonly string[],
  { currency: code }: CommonOptions & { readonly currency?: string },
): Promise<void> {
  for (const id of named) idGiven(id, 'payouts list');
  const currency = await currencyOf(client, code);
  const input = { currency, ...(named.length > 0 ? { payoutIds: named } : {}) };
  const { batch: made } = (await client.request(CreatePayoutBatchDocument, { input })).createPayoutBatch;
  output.show(made, [
    `Batch ${made?.id ?? ''}: ${inWords(made)}.`,
    `Its digest is ${made?.digest ?? ''}. Another operator takes the file and releases it.`,
  ]);
}

async function file({ client }: Account, output: Output, batchId: string, path: string): Promise<void> {
  idGiven(batchId, 'payouts list');
  const { batch: of, text } = (await client.request(PayoutBatchFileDocument, { batchId })).payoutBatchFile;
  await writeFile(path, text, { mode: 0o600, flag: 'wx' }).catch((error: Error) => {
    throw new UsageFault(`${path} cannot be written (${error.message}).`);
  });
  output.show(of, [`Wrote ${path}: ${inWords(of)}. Give it to the bank once the batch is released.`]);
}

/** The digest is of the file on this machine, not of what the server says: that is what the second operator is for. */
async function release(
  { client }: Account,
  output: Output,
  batchId: string,
  path: string,
  { yes }: Asked,
): Promise<void> {
  idGiven(batchId, 'payouts list');
  const bytes = await readFile(path).catch((error: Error) => {
    throw new UsageFault(`${path} cannot be read (${error.message}).`);
  });
  const digest = createHash('sha256').update(bytes).digest('hex');
  const open = await batchNamed(client, batchId);
  output.say(`${path} has the digest ${digest}; the batch has ${open.digest}: ${inWords(open)}.`);
  if (!yes) await confirm('Release it? The payouts in it are sent by that.', 'released');
  const input = { batchId, digest };
  const { batch: released } = (await client.request(ReleasePayoutBatchDocument, { input })).releasePayoutBatch;
  output.show(released, [`Released: ${inWords(released)}. Give the file to the bank.`]);
}

async function discard({ client }: Account, output: Output, batchId: string): Promise<void> {
  idGiven(batchId, 'payouts list');
  const { batch: gone } = (await client.request(DiscardPayoutBatchDocument, { input: { batchId } })).discardPayoutBatch;
  output.show(gone, ['Discarded; its payouts are due again. Destroy its file.']);
}

type EndOptions = Asked & { readonly reference?: string };

async function settle({ client }: Account, output: Output, given: string, options: EndOptions): Promise<void> {
  if (!options.yes) await confirm('It has arrived at its payee’s bank? That is final.', 'settled');
  const input = { payoutId: await payoutNamed(client, given), ...referenceIn(options) };
  const { payout } = (await client.request(SettlePayoutDocument, { input })).settlePayout;
  output.show(payout, ['Settled.']);
}

async function giveBack(
  { client }: Account,
  output: Output,
  given: string,
  word: string,
  options: EndOptions,
): Promise<void> {
  const reason = nameIn(RETURNS, word) as PayoutReturnReason;
  if (!options.yes) await confirm('The money is back at this instance’s bank? That is final.', 'returned');
  const input = { payoutId: await payoutNamed(client, given), reason, ...referenceIn(options) };
  const { payout } = (await client.request(ReturnPayoutDocument, { input })).returnPayout;
  output.show(payout, ['Returned: the money is in its payee’s wallet again.']);
}

/** By its id, or by the order id that stands in the file and comes back on a bank statement. */
async function payoutNamed(client: CommonpoolClient, given: string): Promise<string> {
  if (!/^[0-9a-f-]{36}$/.test(given)) {
    idGiven(given, 'payouts list');
    return given;
  }
  const { payoutQueue } = await client.request(PayoutQueueDocument, { first: 1, filter: { orderId: given } });
  const [found] = payoutQueue.edges;
  if (!found) throw new UsageFault(`There is no payout ${given}. \`commonpool payouts queue --all\` lists them.`);
  return found.node.id;
}

async function batchNamed(client: CommonpoolClient, id: string): Promise<PayoutBatchStateFragment> {
  const { node } = await client.request(PayoutBatchDocument, { id });
  if (!node || !('digest' in node))
    throw new UsageFault(`There is no batch ${id}. \`commonpool payouts batches\` lists them.`);
  return node as PayoutBatchStateFragment;
}

function inWords(batch: PayoutBatchStateFragment | null): string {
  return batch ? `${batch.payouts} payouts, ${money(batch.totalMicros, batch.currency)} in all` : 'nothing';
}

function referenceIn({ reference }: EndOptions): { reference?: string } {
  return reference === undefined ? {} : { reference };
}

/** The API's name for a word of the command line. */
function nameIn(words: readonly string[], word: string): string {
  if (!words.includes(word)) throw new UsageFault(`${word} is none of ${words.join(', ')}.`);
  return word.toUpperCase().replaceAll('-', '_');
}
