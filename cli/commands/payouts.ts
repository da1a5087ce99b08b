import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { digestOf, payoutDestinationObject, payoutDetails, type CommonpoolClient } from '../../codegen/client/index.ts';
import {
  CancelPayoutDestinationDocument,
  CancelPayoutDocument,
  PayoutDestinationsDocument,
  PayoutDestinationToSignDocument,
  PayoutsDocument,
  PayoutWalletsDocument,
  RequestPayoutDocument,
  SetPayoutDestinationDocument,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import { microsOf, money } from '../money.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';
import { currencyOf, PAYOUT_HEADER, payoutRow } from '../payouts.ts';
import { payoutDeskCommands } from './payout-desk.ts';

export function payoutCommands(program: Command): void {
  const payouts = program.command('payouts').description('take earned money out, and see where it is');
  command(payouts, 'list', 'your payouts, the newest first, and what you could take out').action(asUser(list));
  command(payouts, 'request <amount>', 'take money out of what you have drawn or, as a builder, earned')
    .option('--from <wallet>', 'owner or builder', 'owner')
    .option('--currency <code>', 'which, where the instance has several')
    .option('--key <text>', 'your own key for this payout: given again, it takes out no second time')
    .option('--yes', 'without asking, for programs', false)
    .action(asUser(request));
  command(payouts, 'cancel <payout>', 'take a payout back while it is in the house').action(asUser(cancel));
  command(payouts, 'destination [account]', 'where your money goes; with an account, set it, signed with your key')
    .option('--holder <name>', 'whose account it is, as the bank knows them')
    .option('--reference', 'the account is one of the payout provider, and no IBAN', false)
    .option('--currency <code>', 'for money in which currency')
    .option('--cancel <destination>', 'take one back')
    .option('--yes', 'sign without asking, for programs', false)
    .action(asUser(destination));
  payoutDeskCommands(payouts);
}

async function list({ client }: Account, output: Output): Promise<void> {
  const payouts = await nodesOf(async (page) => (await client.request(PayoutsDocument, page)).payouts);
  const { payoutWallets } = await client.request(PayoutWalletsDocument);
  const wallets = payoutWallets.map(
    ({ source, currency, balanceMicros, minimumMicros }) =>
      `${source.toLowerCase()}: ${money(balanceMicros, currency)}, from ${money(minimumMicros, currency)} on`,
  );
  output.show({ payouts, wallets: payoutWallets }, [
    ...table([PAYOUT_HEADER, ...payouts.map(payoutRow)], 'You have taken nothing out yet.'),
    'You can take out:',
    ...wallets,
  ]);
}

interface RequestOptions extends CommonOptions {
  readonly from: string;
  readonly currency?: string;
  readonly key?: string;
  readonly yes: boolean;
}

async function request({ client }: Account, output: Output, amount: string, options: RequestOptions): Promise<void> {
  const source = (['OWNER', 'BUILDER'] as const).find((known) => known === options.from.toUpperCase());
  if (!source) throw new UsageFault(`Take out from owner or builder; ${options.from} is neither.`);
  const amountMicros = microsOf(amount);
  const currency = await currencyOf(client, options.currency);
  const question = `Take ${money(amountMicros, currency)} out of your ${options.from} wallet?`;
  if (!options.yes) await confirm(question, 'taken out');
  const input = { source, currency, amountMicros, idempotencyKey: options.key ?? randomUUID() };
  const { payout } = (await client.request(RequestPayoutDocument, { input })).requestPayout;
  output.show(payout, [`${money(amountMicros, currency)} is on its way to …${payout?.destination.last4 ?? ''}.`]);
}

async function cancel({ client }: Account, output: Output, payoutId: string): Promise<void> {
  idGiven(payoutId, 'payouts list');
  const { payout } = (await client.request(CancelPayoutDocument, { input: { payoutId } })).cancelPayout;
  output.show(payout, ['The money is in your wallet again.']);
}

interface DestinationOptions extends CommonOptions {
  readonly holder?: string;
  readonly reference: boolean;
  readonly currency?: string;
  readonly cancel?: string;
  readonly yes: boolean;
}

async function destination(
  { client }: Account,
  output: Output,
  account: string | undefined,
  options: DestinationOptions,
): Promise<void> {
  if (options.cancel !== undefined) return cancelDestination(client, output, options.cancel);
  if (account === undefined) return destinations(client, output);
  if (options.holder === undefined) throw new UsageFault('Say whose account it is: --holder <name>.');
  const currency = await currencyOf(client, options.currency);
  const details = payoutDetails({ kind: options.reference ? 'REFERENCE' : 'IBAN', account, holder: options.holder });
  const asked = await client.request(PayoutDestinationToSignDocument, { currency, details });
  const { version, statement } = asked.payoutDestinationToSign;
  const object = payoutDestinationObject(details, currency, version);
  if ((await digestOf(object)) !== statement.digest) {
    throw new Error('The instance names another digest than that of what you typed. Nothing was signed.');
  }
  output.say(`Money in ${currency} will go to ${details.account} of ${details.holder}, once it has waited.`);
  if (!options.yes) await confirm('Sign that?');
  const statementJws = await client.statement('payouts.set-destination', currency, object);
  const input = { currency, details, statementJws };
  const { destination: set } = (await client.request(SetPayoutDestinationDocument, { input })).setPayoutDestination;
  output.show(set, [`Set. Money can go there from ${set?.usableAt ?? ''} on.`]);
}

async function destinations(client: CommonpoolClient, output: Output): Promise<void> {
  const read = async (page: { first: number; after: string | null }) =>
    (await client.request(PayoutDestinationsDocument, page)).payoutDestinations;
  const all = await nodesOf(read);
  const rows = all.map(({ id, currency, kind, last4, usableAt, cancelledAt }) => [
    id,
    currency,
    `${kind === 'IBAN' ? 'IBAN' : 'reference'} …${last4}`,
    cancelledAt ? `cancelled ${cancelledAt}` : `usable from ${usableAt} on`,
  ]);
  const none = 'Nobody knows where your money is to go. Set it: commonpool payouts destination <IBAN> --holder <name>';
  output.show(all, table([['DESTINATION', 'CURRENCY', 'ACCOUNT', 'STATE'], ...rows], none));
}

async function cancelDestination(client: CommonpoolClient, output: Output, destinationId: string): Promise<void> {
  const { cancelPayoutDestination } = await client.request(CancelPayoutDestinationDocument, {
    input: { destinationId },
  });
  output.show(cancelPayoutDestination.destination, ['Cancelled. No money goes there.']);
}
