import type { SealObject } from '../vaults/index.ts';
import { DomainError, newId, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { CorpusChanged, RunAbandoned } from './errors.ts';
import { runChanged } from './events.ts';
import type { FreezeCorpus } from './freeze-corpus.ts';
import type { OpenCorpus } from './open-corpus.ts';
import { passOutputGate } from './output-gate.ts';
import type { Algorithms, CleanRoom, RoomLimits, RunSucceededHandler, TrainingRuns } from './ports.ts';
import { ROOM_LEASE_MS, MOST_ROOM_ATTEMPTS, Pulse } from './pulse.ts';
import type { RunResult, TrainingRun } from './training-run.ts';

/** Takes one approved run through the clean room: freeze, feed, gate, seal. Any number of workers may call it. */
export class RunNextTraining {
  private readonly worker: Id = newId();

  constructor(
    private readonly transactions: Transactions,
    private readonly runs: TrainingRuns,
    private readonly freezeCorpus: FreezeCorpus,
    private readonly openCorpus: OpenCorpus,
    private readonly algorithms: Algorithms,
    private readonly room: CleanRoom,
    private readonly sealObject: SealObject,
    private readonly limits: RoomLimits,
    private readonly handlers: readonly RunSucceededHandler[],
  ) {}

  /** False when no run waits. `signal` stops the room; the run then starts again elsewhere once its lease ends. */
  async execute(signal: AbortSignal = new AbortController().signal): Promise<boolean> {
    const claimed = await this.transactions.run((tx) => this.runs.claimNext(tx, this.worker, ROOM_LEASE_MS));
    if (!claimed) return false;
    const { run, attempts } = claimed;
    try {
      if (attempts > MOST_ROOM_ATTEMPTS) throw new RunAbandoned(MOST_ROOM_ATTEMPTS);
      const started = await this.start(run);
      if (started) await this.train(started, signal);
    } catch (error) {
      if (signal.aborted) await this.transactions.run((tx) => this.requeue(tx, run));
      else await this.end(run, error);
    }
    return true;
  }

  private start(run: TrainingRun): Promise<TrainingRun | null> {
    return this.transactions.run(async (tx) => {
      const corpus = await this.freezeCorpus.execute(tx, run);
      const started = await this.runs.startOn(tx, run.id, this.worker, corpus);
      if (started) tx.emit(runChanged(run, 'running'));
      return started;
    });
  }

  private async train(run: TrainingRun, signal: AbortSignal): Promise<void> {
    const algorithm = await this.algorithms.exactly(run.algorithm, run.algorithmDigest);
    const corpus = await this.openCorpus.execute(run, run.corpusId as Id, `training.run:${run.id}`);
    const beat = () => this.beat(run, corpus.fed());
    await Pulse.during(beat, signal, async (lasting) => {
      const job = { algorithm, corpus: corpus.lines, limits: this.limits, signal: lasting };
      const printed = await this.room.run(job);
      const { metrics, artefact } = passOutputGate(printed);
      const sealed = await this.sealObject.execute({ ownerId: run.poolId }, once(artefact));
      await this.succeed(run, {
        recordsFed: corpus.fed(),
        corpusDigest: corpus.digest(),
        metrics,
        artefactObjectId: sealed.objectId,
        artefactDigest: sealed.digest,
        artefactBytes: sealed.bytes,
      });
    });
  }

  private beat(run: TrainingRun, recordsFed: number): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const held = await this.runs.recordProgress(tx, run.id, this.worker, recordsFed, ROOM_LEASE_MS);
      if (held) tx.emit(runChanged(run, 'running'));
      return held;
    });
  }

  private succeed(run: TrainingRun, result: RunResult): Promise<void> {
    return this.transactions.run(async (tx) => {
      const succeeded = await this.runs.succeed(tx, run.id, this.worker, result);
      if (!succeeded) return;
      for (const handler of this.handlers) await handler.runSucceeded(tx, succeeded);
      tx.emit(runChanged(run, 'succeeded'));
    });
  }

  /** A corpus that changed is frozen anew; another refusal ends the run; a fault of the machine is thrown on. */
  private async end(run: TrainingRun, error: unknown): Promise<void> {
    if (!(error instanceof DomainError)) throw error;
    await this.transactions.run(async (tx) => {
      if (error instanceof CorpusChanged) return this.requeue(tx, run);
      const failure = { code: error.code, message: error.message };
      if (await this.runs.fail(tx, run.id, this.worker, failure)) tx.emit(runChanged(run, 'failed'));
    });
  }

  private async requeue(tx: Tx, run: TrainingRun): Promise<void> {
    if (await this.runs.requeue(tx, run.id, this.worker)) tx.emit(runChanged(run, 'approved'));
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
