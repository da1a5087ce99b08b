import type { ProposalStateFragment } from '../codegen/generated/graphql.ts';

type Counted = Pick<ProposalStateFragment, 'method' | 'choices' | 'tally' | 'turnout' | 'rollTotal'>;

/** How a vote stands, in one line: the power of each choice, or who took part where the count is hidden. */
export function tallyLine({ method, choices, tally, turnout, rollTotal }: Counted): string {
  if (!tally) return `${turnout.castPower} of ${rollTotal} cast; the count is not shown yet`;
  const { powers, abstainPower } = tally;
  if (method === 'SIMPLE') return `${powers[0]} for, ${powers[1]} against, ${abstainPower} abstain`;
  const parts = choices.map((choice, place) => `${choice} ${powers[place]}`);
  return `${parts.join(', ')}, abstain ${abstainPower}`;
}
