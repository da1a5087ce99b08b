import type { UsageToPost } from '../../../domain/metering/index.ts';
import type { Id } from '../../../domain/shared/index.ts';

/** Numbers of one gateway without a gap between them, both ends included. */
export interface SequenceRun {
  readonly gatewayId: Id;
  readonly first: bigint;
  readonly last: bigint;
}

/** A gateway's numbers mostly follow each other, so a batch of a thousand is a run or two. */
export function runsOf(events: readonly Pick<UsageToPost, 'gatewayId' | 'sequence'>[]): SequenceRun[] {
  const numbers = new Map<Id, bigint[]>();
  for (const { gatewayId, sequence } of events) {
    const known = numbers.get(gatewayId);
    if (known) known.push(sequence);
    else numbers.set(gatewayId, [sequence]);
  }
  return [...numbers].flatMap(([gatewayId, list]) => runs(list).map((run) => ({ gatewayId, ...run })));
}

function runs(numbers: bigint[]): { first: bigint; last: bigint }[] {
  numbers.sort((a, b) => (a < b ? -1 : 1));
  const found: { first: bigint; last: bigint }[] = [];
  for (const number of numbers) {
    const run = found.at(-1);
    if (run && number <= run.last + 1n) run.last = number > run.last ? number : run.last;
    else found.push({ first: number, last: number });
  }
  return found;
}
