import type { Command } from 'commander';
import { GuardiansDocument, ProposeGuardiansDocument, VetoProposalDocument } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import type { Output } from '../output.ts';

const DAY_MS = 86_400_000;

/** Members whom a pool trusts to stop a proposal, and nothing else. */
export function guardianCommands(program: Command): void {
  command(program, 'guardians <pool>', 'who can stop a proposal of a pool, and until when').action(asUser(guardians));
  command(program, 'elect <pool> <member...>', 'ask the members of a pool to elect these as its guardians')
    .option('--needed <count>', 'how many of them it takes to stop a proposal', '1')
    .option('--days <days>', 'for how long', '365')
    .action(asUser(elect));
  command(program, 'veto <proposal> <reason>', 'say no to a proposal as a guardian, for everyone to read')
    .option('--yes', 'sign without asking, for programs', false)
    .action(asUser(veto));
}

async function guardians({ client }: Account, output: Output, poolId: string): Promise<void> {
  idGiven(poolId, 'pools');
  const { guardians: council } = await client.request(GuardiansDocument, { poolId });
  const lines = council
    ? [`${council.needed} of these stop a proposal, until ${council.expiresAt}:`, ...council.guardianIds]
    : ['This pool has elected no guardians.'];
  output.show(council, lines);
}

type ElectOptions = CommonOptions & { readonly needed: string; readonly days: string };

async function elect(
  { client }: Account,
  output: Output,
  poolId: string,
  guardianIds: readonly string[],
  { needed, days }: ElectOptions,
): Promise<void> {
  idGiven(poolId, 'pools');
  for (const option of [needed, days]) {
    if (!/^\d{1,4}$/.test(option)) throw new UsageFault(`--needed and --days are whole numbers; ${option} is none.`);
  }
  const input = {
    poolId,
    title: 'Elect guardians',
    guardianIds: [...guardianIds],
    needed: Number(needed),
    termMs: Number(days) * DAY_MS,
  };
  const { proposal } = (await client.request(ProposeGuardiansDocument, { input })).proposeGuardians;
  output.show(proposal, [`Asked: ${proposal?.id}.`, `commonpool vote ${proposal?.id} for`]);
}

async function veto(
  { client }: Account,
  output: Output,
  id: string,
  reason: string,
  { yes }: CommonOptions & { readonly yes: boolean },
): Promise<void> {
  const proposalId = idGiven(id, 'proposals <pool>');
  output.say('A veto that is one of as many as it takes ends the proposal for good.');
  if (!yes) await confirm('Sign it?');
  const statementJws = await client.statement('governance.veto', proposalId, { proposalId, reason });
  const input = { proposalId: id, reason, statementJws };
  const { proposal } = (await client.request(VetoProposalDocument, { input })).vetoProposal;
  output.show(proposal, [`It is ${proposal?.state.toLowerCase()}, with ${proposal?.vetoes.length} vetoes.`]);
}
