import type { Command } from 'commander';
import { uuidOf } from '../../codegen/client/index.ts';
import {
  AddEvidenceDocument,
  CasesDocument,
  DisputeUsageDocument,
  RequestRefundDocument,
  UsageDocument,
  WithdrawCaseDocument,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { CASE_HEADER, caseLines, caseNamed, caseRow, words } from '../cases.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';
import { caseDeskCommands } from './case-desk.ts';

/** What customers do about their calls. */
export function caseCommands(program: Command): void {
  const cases = program.command('cases').description('disputes, refund requests and corrections');
  command(cases, 'list', 'your cases, the newest first').action(asUser(list));
  command(cases, 'calls', 'your newest calls, with the numbers by which to dispute them')
    .option('--first <count>', 'how many: 1 to 100', '20')
    .action(asUser(calls));
  command(cases, 'show <case>', 'a case with all that is on record').action(asUser(show));
  command(
    cases,
    'dispute <call> <why>',
    'dispute a call of yours, or an expired ticket, until its refund window is over',
  ).action(asUser(dispute));
  command(
    cases,
    'request-refund <call> <why>',
    'ask for the price of a call of yours, or an expired ticket, at any time',
  ).action(asUser(requestRefund));
  command(cases, 'evidence <case> <text>', 'add to a case what you have to say or to show')
    .option('--url <address>', 'where more is to be seen')
    .option('--digest <sha256>', 'SHA-256 in hex of a file that you keep')
    .action(asUser(evidence));
  command(cases, 'withdraw <case>', 'take back a case that you opened, until it is decided')
    .option('--yes', 'without asking, for programs', false)
    .action(asUser(withdraw));
  caseDeskCommands(cases);
}

async function list({ client }: Account, output: Output): Promise<void> {
  const all = await nodesOf(async (page) => (await client.request(CasesDocument, page)).cases);
  output.show(all, table([CASE_HEADER, ...all.map(caseRow)], 'You have no case.'));
}

async function calls(
  { client }: Account,
  output: Output,
  { first }: CommonOptions & { readonly first: string },
): Promise<void> {
  const nodes = (await client.request(UsageDocument, { first: Number(first) })).usage.edges.map(({ node }) => node);
  const rows = nodes.map(({ inboxId, occurredAt, modelVersionId, state, chargedMicros, refundedMicros, currency }) => [
    inboxId,
    occurredAt,
    modelVersionId,
    words(state),
    chargedMicros === null ? '' : money(chargedMicros, currency),
    refundedMicros === '0' ? '' : money(refundedMicros, currency),
  ]);
  output.show(
    nodes,
    table([['CALL', 'MADE', 'MODEL', 'STATE', 'COST', 'PAID BACK'], ...rows], 'You made no call yet.'),
  );
}

async function show({ client }: Account, output: Output, id: string): Promise<void> {
  const one = await caseNamed(client, id);
  output.show(one, caseLines(one));
}

async function dispute({ client }: Account, output: Output, call: string, statement: string): Promise<void> {
  const input = { ...callGiven(call), statement };
  const { case: one } = (await client.request(DisputeUsageDocument, { input })).disputeUsage;
  output.show(one, [`Opened case ${one?.id ?? ''}. An operator decides by ${one?.deadlineAt ?? ''}.`]);
}

async function requestRefund({ client }: Account, output: Output, call: string, statement: string): Promise<void> {
  const input = { ...callGiven(call), statement };
  const { case: one } = (await client.request(RequestRefundDocument, { input })).requestRefund;
  output.show(one, [`Opened case ${one?.id ?? ''}. An operator decides by ${one?.deadlineAt ?? ''}.`]);
}

async function evidence(
  { client }: Account,
  output: Output,
  caseId: string,
  text: string,
  given: CommonOptions & { readonly url?: string; readonly digest?: string },
): Promise<void> {
  const { id } = await caseNamed(client, caseId);
  const input = { caseId: id, text, url: given.url ?? null, digest: given.digest ?? null };
  const { case: one } = (await client.request(AddEvidenceDocument, { input })).addEvidence;
  output.show(one, ['It is on record, for ever.']);
}

async function withdraw(
  { client }: Account,
  output: Output,
  caseId: string,
  { yes }: CommonOptions & { readonly yes: boolean },
): Promise<void> {
  const one = await caseNamed(client, caseId);
  output.say(`${one.subject}: ${one.statement}`);
  if (!yes) await confirm('Take this case back? That is final.', 'taken back');
  const { case: gone } = (await client.request(WithdrawCaseDocument, { input: { caseId: one.id } })).withdrawCase;
  output.show(gone, ['Withdrawn.']);
}

/** A call by its number; or the ticket of one that was never reported, by its id. */
function callGiven(call: string): { inboxId: string } | { ticketId: string } {
  if (/^\d{1,18}$/.test(call)) return { inboxId: call };
  try {
    uuidOf(call);
    return { ticketId: call };
  } catch {
    throw new UsageFault(
      `${call} is no call. \`commonpool cases calls\` lists yours, and \`commonpool tickets\` your tickets.`,
    );
  }
}
