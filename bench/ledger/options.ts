import { parseArgs } from 'node:util';

export const STAGES = ['tpcb', 'naive', 'posted', 'latency', 'intake', 'worker', 'owners', 'growth'] as const;
export type Stage = (typeof STAGES)[number];

export interface Options {
  readonly json: boolean;
  readonly stages: ReadonlySet<Stage>;
  /** One process with both roles, or an api and a worker. */
  readonly processes: 'one' | 'two';
  /** Where CPU profiles of the processes and the statements of PostgreSQL are kept; null for no profiles. */
  readonly profile: string | null;
  readonly scale: Scale;
}

/** How much is done: enough for steady numbers, or a minute's worth. */
export interface Scale {
  readonly tpcbScale: number;
  readonly secondsPerRun: number;
  readonly events: number;
  readonly latencySeconds: number;
  readonly owners: number;
  readonly ownerRuns: number;
  readonly eventsPerOwnerRun: number;
  readonly growthEvents: number;
}

const FULL: Scale = {
  tpcbScale: 32,
  secondsPerRun: 8,
  events: 200_000,
  latencySeconds: 15,
  owners: 140_000,
  ownerRuns: 5,
  eventsPerOwnerRun: 20_000,
  growthEvents: 2_000_000,
};

const QUICK: Scale = {
  tpcbScale: 4,
  secondsPerRun: 1,
  events: 20_000,
  latencySeconds: 3,
  owners: 140_000,
  ownerRuns: 3,
  eventsPerOwnerRun: 3_000,
  growthEvents: 100_000,
};

const USAGE = `Usage: npm run bench:ledger -- [--quick] [--growth] [--only ${STAGES.join(',')}] [--processes one|two] [--profile <folder>] [--json]`;

/** Growth takes minutes, so it runs only where it is asked for. Throws with the usage on anything unknown. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      only: { type: 'string' },
      processes: { type: 'string', default: 'two' },
      profile: { type: 'string' },
    },
  });
  const named = values.only?.split(',') ?? STAGES.filter((stage) => stage !== 'growth' || values.growth);
  const unknown = named.filter((stage) => !STAGES.includes(stage as Stage));
  const { processes } = values;
  const stages = new Set(named as Stage[]);
  if (stages.has('worker')) stages.add('intake');
  if (stages.has('latency')) stages.add('posted');
  if (unknown.length > 0 || (processes !== 'one' && processes !== 'two')) throw new Error(USAGE);
  return {
    json: values.json,
    stages,
    processes,
    profile: values.profile ?? null,
    scale: values.quick ? QUICK : FULL,
  };
}
