import type { Logger } from 'pino';
import type { EventFeed } from '../../domain/shared/index.ts';
import { Loop, type Job, type Pace } from './loop.ts';

export interface CrewJob extends Pace {
  readonly name: string;
  readonly job: Job;
  readonly wakeOn?: readonly string[];
}

/** All background work of one process: a loop each, nudged by the events it waits for. */
export class Crew {
  private readonly loops: readonly { loop: Loop; wakeOn: readonly string[] }[];
  private readonly events: ReturnType<EventFeed['facts']>;
  private readonly listening: Promise<void>;

  constructor(jobs: readonly CrewJob[], feed: EventFeed, logger: Logger) {
    this.loops = jobs.map(({ name, job, wakeOn, ...pace }) => ({
      loop: new Loop(name, job, pace, logger),
      wakeOn: wakeOn ?? [],
    }));
    this.events = feed.facts('>');
    this.listening = this.listen();
  }

  nudge(name: string): void {
    for (const { loop } of this.loops) if (loop.name === name) loop.nudge();
  }

  /** Resolves when the work in hand is finished. */
  async stop(): Promise<void> {
    await this.events.return?.();
    await Promise.all(this.loops.map(({ loop }) => loop.stop()));
    await this.listening;
  }

  private async listen(): Promise<void> {
    for await (const { subject } of this.events) {
      for (const { loop, wakeOn } of this.loops) {
        if (wakeOn.some((prefix) => subject.startsWith(prefix))) loop.nudge();
      }
    }
  }
}
