import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Traffic } from './deliveries.ts';
import type { Answered, Assignment, Report } from './generator.ts';
import type { Customer, Market, SigningGateway } from './market.ts';
import type { Id } from '../../domain/shared/index.ts';

const GENERATOR = fileURLToPath(new URL('./generator.js', import.meta.url));
const GATEWAYS = 4;
const CUSTOMERS = 1_000;
const BUILDERS = 10;
const VERSIONS = 20;

export interface Plan {
  readonly url: string;
  readonly events: number;
  readonly eventsPerDelivery: number;
  readonly deliveriesPerSecond?: number;
}

export interface Sent {
  readonly answers: readonly Answered[];
  /** Of the process that sent. */
  readonly cpuMicros: number;
}

/** Deliveries that are built and signed, waiting for the word. */
export interface LoadedTraffic {
  /** As many as asked, rounded up to whole deliveries of all gateways. */
  readonly events: number;
  send(): Promise<Sent>;
}

/** Some gateways of one instance, in a process of their own, which count their events on from run to run. */
export class Gateways {
  private readonly sent = new Map<Id, number>();

  private constructor(
    private readonly gateways: readonly SigningGateway[],
    private readonly customers: readonly Customer[],
    private readonly versions: readonly Id[],
  ) {}

  static async open(market: Market): Promise<Gateways> {
    const builders = await market.accounts(BUILDERS);
    const versions: Id[] = [];
    for (let i = 0; i < VERSIONS; i += 1) {
      versions.push((await market.publish(100, builders[i % BUILDERS] as Id)).id);
    }
    const gateways = await Promise.all(Array.from({ length: GATEWAYS }, () => market.gateway()));
    return new Gateways(gateways, await market.customers(CUSTOMERS), versions);
  }

  async load({ url, events, eventsPerDelivery, deliveriesPerSecond }: Plan): Promise<LoadedTraffic> {
    const deliveries = Math.ceil(events / eventsPerDelivery / GATEWAYS);
    const traffic = this.gateways.map((gateway): Traffic => {
      const { customers, versions } = this;
      const firstSequence = this.sent.get(gateway.id) ?? 1;
      this.sent.set(gateway.id, firstSequence + deliveries * eventsPerDelivery);
      return { gateway, customers, versions, deliveries, eventsPerDelivery, firstSequence };
    });
    const assignment = { url, gateways: traffic, deliveriesPerSecond: deliveriesPerSecond ?? null };
    return loaded(assignment, deliveries * eventsPerDelivery * GATEWAYS);
  }
}

async function loaded(assignment: Assignment, events: number): Promise<LoadedTraffic> {
  const child = fork(GENERATOR, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const reports = reportsOf(child);
  child.send(assignment);
  const first = await reports();
  if (!('ready' in first)) throw new Error(`The gateways are not ready: ${JSON.stringify(first)}`);
  return {
    events,
    send: async () => {
      child.send('go');
      const last = await reports();
      if (!('answers' in last)) throw new Error(`The gateways failed: ${JSON.stringify(last)}`);
      return last;
    },
  };
}

/** One report after the other; fails when the process ends without one. */
function reportsOf(child: ReturnType<typeof fork>): () => Promise<Report> {
  const came: Report[] = [];
  let ended = false;
  let wake = (): void => {};
  child.on('message', (report: Report) => {
    came.push(report);
    wake();
  });
  child.on('exit', () => {
    ended = true;
    wake();
  });
  return async () => {
    while (came.length === 0) {
      if (ended) throw new Error('The process of the gateways ended early.');
      await new Promise<void>((resolve) => (wake = resolve));
    }
    return came.shift() as Report;
  };
}
