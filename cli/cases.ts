import type { CommonpoolClient } from '../codegen/client/index.ts';
import { CaseByIdDocument, type CaseInFullFragment, type CaseStandingFragment } from '../codegen/generated/graphql.ts';
import { UsageFault } from './faults.ts';
import { idGiven } from './ids.ts';
import { money } from './money.ts';

export const CASE_HEADER = ['CASE', 'OPENED', 'KIND', 'ABOUT', 'STATE', 'DUE'];

export function words(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** A line of a list of cases. */
export function caseRow(one: CaseStandingFragment): string[] {
  const { id, openedAt, kind, subject, escalatedAt, endedAt, deadlineAt } = one;
  const due = endedAt ? '' : `${deadlineAt.slice(0, 10)}${escalatedAt ? ' (escalated)' : ''}`;
  return [id, openedAt.slice(0, 10), words(kind), subject, standing(one), due];
}

/** How far it is, and with what. */
export function standing({ state, outcome, amountMicros, currency, needsSecond }: CaseStandingFragment): string {
  const paid = amountMicros && currency ? ` ${money(amountMicros, currency)}` : '';
  const decided = outcome ? `: ${words(outcome)}${paid}` : '';
  const waits = state === 'DECIDED' && needsSecond ? ', waits for a second operator' : '';
  return `${words(state)}${decided}${waits}`;
}

/** All that is on record. */
export function caseLines(one: CaseInFullFragment): string[] {
  const lines = [
    `Case ${one.id}, version ${one.version}: ${words(one.kind)} about ${one.subject}`,
    `  ${standing(one)}${one.reason ? ` (${words(one.reason)})` : ''}`,
    `  opened ${one.openedAt} by ${one.openerId ?? 'the instance'}, due ${one.deadlineAt}${one.escalatedAt ? `, escalated ${one.escalatedAt}` : ''}`,
    `  ${one.statement}`,
  ];
  for (const { account, amountMicros, balanceMicros } of one.legs ?? []) {
    const after = BigInt(balanceMicros) + BigInt(amountMicros);
    const moved = one.endedAt ? `it has ${balanceMicros} now` : `from ${balanceMicros} to ${after}`;
    lines.push(`  ${account}: ${BigInt(amountMicros) > 0n ? '+' : ''}${amountMicros} micros, ${moved}`);
  }
  if (one.digest) lines.push(`  digest ${one.digest}`);
  for (const { addedAt, text, url, digest } of one.evidence) {
    lines.push(`Evidence ${addedAt}: ${[text, url, digest].filter((part) => part !== null).join(' | ')}`);
  }
  for (const { at, kind, state, note } of one.steps) {
    lines.push(`Step ${at}: ${words(kind)}, ${words(state)}${note ? `: ${note}` : ''}`);
  }
  for (const { kind, postedAt } of one.journals) lines.push(`Posted ${postedAt}: a ${words(kind)}`);
  return lines;
}

export async function caseNamed(client: CommonpoolClient, id: string): Promise<CaseInFullFragment> {
  idGiven(id, 'cases list');
  const { node } = await client.request(CaseByIdDocument, { id });
  if (!node || !('steps' in node))
    throw new UsageFault(`There is no case ${id}. \`commonpool cases list\` lists yours.`);
  return node as CaseInFullFragment;
}
