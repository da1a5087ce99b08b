import { setTimeout as sleep } from 'node:timers/promises';
import { waitMs } from './backoff.ts';
import { InstanceFault, type Instance, type TicketAnswer, type TicketWish } from './instance.ts';
import type { Log } from './log.ts';

/** Tries to get a ticket while the customer waits. */
const TRIES = 3;

/**
 * Buys tickets before calls, and gives those back whose calls were not served. What cannot be given back at once is tried
 * again in the background: a hold that is forgotten is paid in full when it expires, by a customer who got nothing.
 */
export class TicketOffice {
  private readonly stopped = new AbortController();
  private readonly going = new Set<Promise<void>>();

  constructor(
    private readonly instance: Pick<Instance, 'buyTicket' | 'releaseTicket'>,
    private readonly log: Log,
    private readonly backoff = (failures: number) => waitMs(failures, null, Math.random()),
  ) {}

  /** Throws InstanceFault where there is no answer; whatever was bought then is given back once it can be. */
  async buy(wish: TicketWish): Promise<TicketAnswer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.instance.buyTicket(wish);
      } catch (error) {
        if (!(error instanceof InstanceFault) || error.final) throw error;
        if (tries === TRIES) {
          this.later(() => this.undo(wish));
          throw error;
        }
      }
    }
  }

  /** The call was not served. Returns at once. */
  giveBack(ticketId: string, reason: string): void {
    this.later(() => this.instance.releaseTicket(ticketId, reason));
  }

  /** Gives back what is left to give, for at most `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    const overdue = setTimeout(() => this.stopped.abort(), graceMs);
    await Promise.all(this.going);
    clearTimeout(overdue);
  }

  /** Only the same request can say which ticket it was, if any: so it is asked for once more. */
  private async undo(wish: TicketWish): Promise<void> {
    const answer = await this.instance.buyTicket(wish);
    if (answer.status === 'issued') await this.instance.releaseTicket(answer.ticket.id, 'no answer came in time');
  }

  private later(work: () => Promise<void>): void {
    const done = this.insist(work).finally(() => this.going.delete(done));
    this.going.add(done);
  }

  private async insist(work: () => Promise<void>): Promise<void> {
    for (let failures = 1; !this.stopped.signal.aborted; failures += 1) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof InstanceFault) || error.final) {
          this.log.error({ err: error }, 'A ticket could not be given back.');
          return;
        }
        await sleep(this.backoff(failures), undefined, { signal: this.stopped.signal }).catch(() => {});
      }
    }
    this.log.error({}, 'The gateway stopped before a ticket could be given back; its customer pays it in full.');
  }
}
