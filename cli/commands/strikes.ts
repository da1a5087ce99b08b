import type { Command } from 'commander';
import { AppealStrikeDocument, StrikeBallotDocument } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { idGiven, userIdGiven } from '../ids.ts';
import type { Output } from '../output.ts';

/** Ballots that are disqualified, in the open, and what their voters say to that. */
export function strikeCommands(program: Command): void {
  command(program, 'strike <proposal> <user> <reason>', 'disqualify a ballot, as an operator, for everyone to read')
    .option('--yes', 'strike without asking, for programs', false)
    .action(asUser(strike));
  command(program, 'appeal <proposal> <why>', 'say why your ballot, which was struck, should count').action(
    asUser(appeal),
  );
}

async function strike(
  { client }: Account,
  output: Output,
  proposalId: string,
  userId: string,
  reason: string,
  { yes }: CommonOptions & { readonly yes: boolean },
): Promise<void> {
  idGiven(proposalId, 'proposals <pool>');
  userIdGiven(userId);
  output.say(
    'Its voter’s power counts for nothing until they appeal; after that only another operator can strike it again.',
  );
  if (!yes) await confirm('Strike it?', 'struck');
  const input = { proposalId, userId, reason };
  const { strike: done } = (await client.request(StrikeBallotDocument, { input })).strikeBallot;
  output.show(done, [
    done?.upheldAt
      ? 'The strike is upheld, for good.'
      : `It is struck. Its voter was told, and can answer: commonpool appeal ${proposalId} <why>`,
  ]);
}

async function appeal({ client }: Account, output: Output, proposalId: string, why: string): Promise<void> {
  idGiven(proposalId, 'proposals <pool>');
  const input = { proposalId, appeal: why };
  const { strike: heard } = (await client.request(AppealStrikeDocument, { input })).appealStrike;
  output.show(heard, ['Your ballot counts again, unless another operator strikes it.']);
}
