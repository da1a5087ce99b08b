import type { DataSource } from 'typeorm';
import type { Logger } from 'pino';
import type { NodeLoader } from '../api/shared/index.ts';
import type { Mount } from '../api/server.ts';
import type { EventFeed, MetricSource, Transactions } from '../domain/shared/index.ts';
import type { RootKey, Blobs } from '../domain/vaults/index.ts';
import type { Config } from '../infra/config.ts';
import type { Nats } from '../infra/nats/connection.ts';
import type { Subjects } from '../infra/nats/subjects.ts';
import type { Job, Pace } from '../infra/worker/loop.ts';

/** What every context is built on. */
export interface Ground {
  readonly config: Config;
  readonly dataSource: DataSource;
  readonly transactions: Transactions;
  readonly nats: Nats;
  readonly subjects: Subjects;
  readonly feed: EventFeed;
  readonly rootKey: RootKey;
  readonly blobs: Blobs;
  readonly logger: Logger;
}

/** Background work of a context. It runs every `idleMs` at the latest, and at once after an event with `wakeOn` in front. */
export interface JobSpec extends Pace {
  readonly name: string;
  readonly job: Job;
  readonly wakeOn?: readonly string[];
}

/** Background work that waits by itself, such as on a stream of messages. */
export interface Attendant {
  start(): void;
  /** Resolves when the work in hand is finished. */
  stop(): Promise<void>;
}

/** What a context adds to the process: doors for the role `api`, work for the role `worker`. */
export interface Wired {
  readonly resolvers: readonly object[];
  readonly nodes: readonly NodeLoader[];
  readonly mounts?: readonly Mount[];
  readonly jobs?: readonly JobSpec[];
  readonly attendants?: readonly Attendant[];
  /** What both roles show at `/metrics`. */
  readonly metrics?: readonly MetricSource[];
  /** Gives back what the context holds, once doors and work are closed. */
  readonly close?: () => Promise<void>;
}
