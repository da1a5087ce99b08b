import type { Command } from 'commander';
import { ProposeClosingDocument, ProposeSpendingDocument, TreasuryDocument } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { idGiven, userIdGiven } from '../ids.ts';
import { microsOf, money } from '../money.ts';
import type { Output } from '../output.ts';

/** What a pool owns itself, and how it ends. */
export function treasuryCommands(program: Command): void {
  command(program, 'treasury <pool>', 'what a pool itself owns, and what it was spent for').action(asUser(treasury));
  command(
    program,
    'spend <pool> <user> <amount> <purpose>',
    'ask the members of a pool to spend some of its treasury, such as 12.50',
  ).action(asUser(spend));
  command(program, 'close-pool <pool> <heir> <reason>', 'ask the members of a pool to end it, for good')
    .option('--yes', 'ask them without asking you, for programs', false)
    .action(asUser(closePool));
}

async function treasury({ client }: Account, output: Output, poolId: string): Promise<void> {
  idGiven(poolId, 'pools');
  const { treasury: owned } = await client.request(TreasuryDocument, { poolId });
  const { currency, totalMicros, heldMicros, availableMicros, spendings } = owned;
  output.show(owned, [
    `It can spend ${money(totalMicros, currency)}: ${money(heldMicros, currency)} drawn, ${money(availableMicros, currency)} earned and not drawn yet.`,
    ...spendings.map(({ spentAt, amountMicros, recipient, purpose }) => {
      return `${spentAt}  ${money(amountMicros, currency)} to ${recipient?.handle ?? 'an erased account'}: ${purpose}`;
    }),
  ]);
}

async function spend(
  { client }: Account,
  output: Output,
  poolId: string,
  recipientId: string,
  amount: string,
  purpose: string,
): Promise<void> {
  idGiven(poolId, 'pools');
  userIdGiven(recipientId);
  const input = { poolId, title: 'Spend of the treasury', recipientId, amountMicros: microsOf(amount), purpose };
  const { proposal } = (await client.request(ProposeSpendingDocument, { input })).proposeSpending;
  output.show(proposal, [...(proposal?.effects ?? []), `commonpool vote ${proposal?.id} for`]);
}

async function closePool(
  { client }: Account,
  output: Output,
  poolId: string,
  heirId: string,
  reason: string,
  { yes }: CommonOptions & { readonly yes: boolean },
): Promise<void> {
  idGiven(poolId, 'pools');
  userIdGiven(heirId);
  output.say(
    'If the members agree, nothing brings the pool back: its data, models and keys are given up, in that order.',
  );
  if (!yes) await confirm('Ask them?', 'asked');
  const input = { poolId, title: 'End the pool', reason, heirId };
  const { proposal } = (await client.request(ProposeClosingDocument, { input })).proposeClosing;
  output.show(proposal, [...(proposal?.effects ?? []), `commonpool vote ${proposal?.id} for`]);
}
