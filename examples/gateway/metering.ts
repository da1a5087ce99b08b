import type { Configuration } from './configuration.ts';
import type { Log } from './log.ts';
import { RefusedEvents } from './refused-events.ts';
import { Sender } from './sender.ts';
import { Spool } from './spool/spool.ts';
import { sendUsage } from './webhook.ts';

const GRACE_MS = 10_000;

export interface Metering {
  readonly spool: Spool;
  /** Rejects when events cannot be kept or carried any more. */
  readonly ended: Promise<void>;
  /** Sends what is in the spool for a while, and lets go of it. */
  close(): Promise<void>;
}

/** Takes the data folder, and from then on carries to the instance what is in it. */
export async function openMetering(configuration: Configuration, log: Log): Promise<Metering> {
  const { instanceUrl, webhookSecret: secret, source, dataFolder } = configuration;
  const url = `${instanceUrl}/webhooks/usage`;
  const spool = await Spool.open(dataFolder, source);
  const refusedEvents = await RefusedEvents.open(dataFolder);
  const sender = new Sender(
    spool,
    refusedEvents,
    (events, signal) => sendUsage({ url, secret, source, events, signal }),
    log,
  );
  return {
    spool,
    ended: sender.ended,
    close: async () => {
      await sender.stop(GRACE_MS);
      await refusedEvents.close();
      await spool.close();
    },
  };
}
