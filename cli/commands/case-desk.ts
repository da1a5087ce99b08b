import type { Command } from 'commander';
import {
  ApproveCorrectionDocument,
  CaseQueueDocument,
  CaseRefundPreviewDocument,
  ConfirmCaseDocument,
  DecideCaseDocument,
  ProposeCorrectionDocument,
  RejectCorrectionDocument,
  TakeCaseDocument,
  type CaseOutcome,
  type CaseReason,
  type CaseRefundPreviewQuery,
  type CaseStandingFragment,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { CASE_HEADER, caseLines, caseNamed, caseRow, standing, words } from '../cases.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';

const OUTCOMES = ['refund', 'reject', 'suspend-gateway', 'warn', 'no-action'] as const;
const REASONS = [
  'overcharged',
  'not-served',
  'faulty-answer',
  'goodwill',
  'unfounded',
  'booking-error',
  'metering-fault',
  'other',
] as const;

type Asked = CommonOptions & { readonly yes: boolean };

/** What operators do. */
export function caseDeskCommands(cases: Command): void {
  command(cases, 'queue', 'everybody’s cases that have not ended, the newest first (operators)')
    .option('--overdue', 'only those that were escalated', false)
    .option('--all', 'also those that have ended', false)
    .action(asUser(queue));
  command(cases, 'take <case>', 'review a case, or take it over from another operator (operators)').action(
    asUser(take),
  );
  command(cases, 'decide <case> <outcome> <reason> <note>', `end a case: ${OUTCOMES.join(', ')} (operators)`)
    .option('--amount <micros>', 'of a refund; without, all that is left of the call’s price')
    .option('--yes', 'without asking, for programs', false)
    .addHelpText('after', `\nReasons: ${REASONS.join(', ')}.`)
    .action(asUser(decide));
  command(cases, 'confirm <case>', 'confirm what another operator decided or proposed (operators)')
    .option('--digest <sha256>', 'of a correction: what you have looked at; it must be that of the case')
    .option('--yes', 'without asking, for programs; a correction needs --digest too', false)
    .action(asUser(confirmed));
  command(
    cases,
    'correct <journal> <currency> <why> <legs...>',
    'propose a journal that puts right another one; a leg is <account>=<micros> (operators)',
  ).action(asUser(correct));
  command(cases, 'refuse <case> <reason> <note>', 'say no to a correction of another operator (operators)').action(
    asUser(refuse),
  );
}

async function queue(
  { client }: Account,
  output: Output,
  { overdue, all }: CommonOptions & { readonly overdue: boolean; readonly all: boolean },
): Promise<void> {
  const filter = overdue ? { overdue: true } : {};
  const cases = await nodesOf(async (page) => (await client.request(CaseQueueDocument, { ...page, filter })).caseQueue);
  const shown = cases.filter(({ endedAt }) => all || endedAt === null);
  output.show(shown, table([CASE_HEADER, ...shown.map(caseRow)], 'There is no such case.'));
}

async function take({ client }: Account, output: Output, caseId: string): Promise<void> {
  const { id } = await caseNamed(client, caseId);
  const { case: taken } = (await client.request(TakeCaseDocument, { input: { caseId: id } })).takeCase;
  output.show(taken, ['It is yours to decide.']);
}

async function decide(
  { client }: Account,
  output: Output,
  caseId: string,
  outcomeWord: string,
  reasonWord: string,
  note: string,
  { amount, yes }: Asked & { readonly amount?: string },
): Promise<void> {
  const [outcome, reason] = [nameIn(OUTCOMES, outcomeWord) as CaseOutcome, nameIn(REASONS, reasonWord) as CaseReason];
  const amountMicros = amount ?? null;
  const one = await caseNamed(client, caseId);
  for (const line of caseLines(one)) output.say(line);
  if (outcome === 'REFUND') {
    const { node } = await client.request(CaseRefundPreviewDocument, { id: one.id, amountMicros });
    for (const line of previewLines(node)) output.say(line);
  }
  if (!yes) await confirm(`End it with ${words(outcome)}?`, 'decided');
  const input = { caseId: one.id, version: one.version, outcome, reason, note, amountMicros };
  const { case: decided } = (await client.request(DecideCaseDocument, { input })).decideCase;
  output.show(decided, said(decided));
}

/** Of a correction the second operator confirms its digest, of any other case the version that was shown. */
async function confirmed(
  { client }: Account,
  output: Output,
  caseId: string,
  { digest, yes }: Asked & { readonly digest?: string },
): Promise<void> {
  const one = await caseNamed(client, caseId);
  for (const line of caseLines(one)) output.say(line);
  if (one.kind === 'CORRECTION' && yes && digest === undefined) {
    throw new UsageFault('Give the digest of the legs that you have looked at: --digest <sha256>.');
  }
  if (!yes) await confirm('Confirm it? It happens by that, and is final.', 'confirmed');
  if (one.kind === 'CORRECTION') {
    const input = { caseId: one.id, digest: digest ?? one.digest ?? '' };
    const { case: closed } = (await client.request(ApproveCorrectionDocument, { input })).approveCorrection;
    return output.show(closed, said(closed));
  }
  const input = { caseId: one.id, version: one.version };
  const { case: closed } = (await client.request(ConfirmCaseDocument, { input })).confirmCase;
  output.show(closed, said(closed));
}

async function correct(
  { client }: Account,
  output: Output,
  journal: string,
  code: string,
  statement: string,
  given: readonly string[],
): Promise<void> {
  const input = { journal, currency: code.toUpperCase(), statement, legs: given.map(legGiven) };
  const { case: one } = (await client.request(ProposeCorrectionDocument, { input })).proposeCorrection;
  output.show(one, [
    `Proposed as case ${one?.id ?? ''}; nothing has moved. Its digest is ${one?.digest ?? ''}.`,
    'Another operator looks at it and confirms it.',
  ]);
}

async function refuse({ client }: Account, output: Output, caseId: string, word: string, note: string): Promise<void> {
  const reason = nameIn(REASONS, word) as CaseReason;
  const { id } = await caseNamed(client, caseId);
  const input = { caseId: id, reason, note };
  const { case: closed } = (await client.request(RejectCorrectionDocument, { input })).rejectCorrection;
  output.show(closed, ['Refused; nothing was posted.']);
}

function previewLines(node: CaseRefundPreviewQuery['node']): string[] {
  if (!node || !('refundPreview' in node)) return [];
  const { amountMicros, currency, shareFrom, legs } = node.refundPreview;
  return [
    `A refund of ${money(amountMicros, currency)} would move (the owners’ share from the ${words(shareFrom)}):`,
    ...legs.map((leg) => `  ${leg.account}: ${leg.amountMicros} micros`),
  ];
}

function said(one: CaseStandingFragment | null | undefined): string[] {
  return one ? [`It is ${standing(one)}.`] : [];
}

function legGiven(given: string): { account: string; amountMicros: string } {
  const [, account, amountMicros] = /^([\w:.-]+)=([+-]?\d{1,19})$/.exec(given) ?? [];
  if (account === undefined || amountMicros === undefined) {
    throw new UsageFault(`${given} is no leg. One is written like platform:EUR=-1000, in micros.`);
  }
  return { account, amountMicros: amountMicros.replace(/^\+/, '') };
}

/** The API's name for a word of the command line. */
function nameIn(known: readonly string[], word: string): string {
  if (!known.includes(word)) throw new UsageFault(`${word} is none of ${known.join(', ')}.`);
  return word.toUpperCase().replaceAll('-', '_');
}
