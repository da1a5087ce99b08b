export type Numbers = Record<string, number | null | undefined>;

/** A table for people, and with `--json` one line for programs, which is the last. */
export function printReport(numbers: Numbers, json: boolean): void {
  const all = { ...numbers, ...ratios(numbers) };
  for (const [name, value] of Object.entries(all)) {
    const shown = typeof value === 'number' ? value.toLocaleString('en') : '-';
    process.stdout.write(`${name.padEnd(30)} ${shown.padStart(12)}\n`);
  }
  if (json) process.stdout.write(`${JSON.stringify(all)}\n`);
}

function ratios({ tpcbPerSecond, naivePerSecond, postedPerSecond, workerPerSecond }: Numbers): Numbers {
  return {
    naiveToTpcb: ratio(naivePerSecond, tpcbPerSecond),
    postedToNaive: ratio(postedPerSecond, naivePerSecond),
    postedToTpcb: ratio(postedPerSecond, tpcbPerSecond),
    workerToNaive: ratio(workerPerSecond, naivePerSecond),
    workerToTpcb: ratio(workerPerSecond, tpcbPerSecond),
  };
}

function ratio(a: number | null | undefined, b: number | null | undefined): number | undefined {
  return a && b ? Math.round((a * 100) / b) / 100 : undefined;
}
