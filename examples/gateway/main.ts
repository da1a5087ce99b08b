import { pino } from 'pino';
import { readConfiguration } from './configuration.ts';
import { startGateway } from './gateway.ts';

/** To standard error: standard output carries the one line that says where the gateway is. */
const log = pino(pino.destination(2));

try {
  const gateway = await startGateway(readConfiguration(process.env), log);
  process.stdout.write(`Gateway is ready at ${gateway.url}\n`);
  gateway.ended.catch(end);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void gateway.stop().then(() => process.exit(0), end));
  }
} catch (error) {
  end(error);
}

function end(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
