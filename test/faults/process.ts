import { startApp } from '../../app.ts';
import { NatsUsageQueue } from '../../infra/nats/usage-queue.ts';
import { RecordTopUp } from '../../domain/billing/index.ts';
import { PostUsage } from '../../domain/revenue/index.ts';
import { loadConfig } from '../../infra/config.ts';
import { createLogger } from '../../infra/logging.ts';

/**
 * `process.ts <where it dies> <how often it gets there first>`: an instance's process, configured by its environment,
 * that is killed at exactly one point. Says its address.
 */
export type DeathPoint =
  | 'never'
  | 'between commit and ack'
  | 'between inbox commit and announcement'
  | 'after a top-up';

const [point = 'never', passes = '0'] = process.argv.slice(2) as [DeathPoint?, string?];
let left = Number(passes);

/** SIGKILL: nothing is flushed, no handler runs, no connection is closed in order. */
function dieHere(): void {
  if (left > 0) left -= 1;
  else process.kill(process.pid, 'SIGKILL');
}

type Work = { execute: (...args: never[]) => Promise<unknown> };

/** After the work has committed, before anything is done with its answer. */
function dieAfter(prototype: Work): void {
  const execute = prototype.execute;
  prototype.execute = async function dying(this: Work, ...args: never[]) {
    const result = await execute.apply(this, args);
    dieHere();
    return result;
  };
}

if (point === 'between commit and ack') dieAfter(PostUsage.prototype);
if (point === 'after a top-up') dieAfter(RecordTopUp.prototype);
if (point === 'between inbox commit and announcement') {
  const queue: { publish: (events: Parameters<NatsUsageQueue['publish']>[0]) => void } = NatsUsageQueue.prototype;
  const publish = queue.publish;
  queue.publish = function dying(events) {
    dieHere();
    publish.call(this, events);
  };
}

const config = loadConfig(process.env);
const addresses = { databaseUrl: config.databaseUrl ?? '', natsUrl: config.natsUrl ?? '' };
const app = await startApp(config, addresses, createLogger(config.logLevel));
process.stdout.write(`${app.url}\n`);
