import {
  CorpusChanged,
  ROOM_LEASE_MS,
  MOST_ROOM_ATTEMPTS,
  Pulse,
  type Algorithms,
  type CleanRoom,
  type OpenCorpus,
  type RoomLimits,
  type TrainingRun,
  type TrainingRuns,
} from '../training/index.ts';
import type { Announce } from '../notices/index.ts';
import { POOL_MEMBERS } from '../pools/index.ts';
import { DomainError, newId, NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { freezeCapTable, type Measured, type Owner } from './cap-table.ts';
import { ValuationAbandoned } from './errors.ts';
import { capTableFrozen, valuationChanged } from './events.ts';
import type { CapTables, Valuations } from './ports.ts';
import type { Valuation } from './valuation.ts';
import { parseValues, weighWithTreasury } from './weights.ts';

/**
 * Measures in the clean room what each person's records were worth to a succeeded run, and freezes the shares. The same
 * bytes as in training, or nothing: where a consent has ended in between, the valuation is held.
 */
export class ValueNextRun {
  private readonly worker: Id = newId();

  constructor(
    private readonly transactions: Transactions,
    private readonly valuations: Valuations,
    private readonly capTables: CapTables,
    private readonly runs: TrainingRuns,
    private readonly openCorpus: OpenCorpus,
    private readonly algorithms: Algorithms,
    private readonly room: CleanRoom,
    private readonly limits: RoomLimits,
    private readonly announce: Pick<Announce, 'execute'>,
  ) {}

  /** False when no valuation waits. `signal` stops the room; the valuation is then taken up again. */
  async execute(signal: AbortSignal = new AbortController().signal): Promise<boolean> {
    const claimed = await this.transactions.run((tx) => this.claim(tx));
    if (!claimed) return false;
    const { valuation, attempts } = claimed;
    try {
      if (attempts > MOST_ROOM_ATTEMPTS) throw new ValuationAbandoned(MOST_ROOM_ATTEMPTS);
      const measured = await this.measure(valuation, signal);
      await this.transactions.run((tx) => this.freeze(tx, valuation, measured));
    } catch (error) {
      if (signal.aborted) await this.transactions.run((tx) => this.valuations.requeue(tx, valuation.id, this.worker));
      else if (error instanceof DomainError) await this.transactions.run((tx) => this.hold(tx, valuation, error));
      else throw error;
    }
    return true;
  }

  private async claim(tx: Tx) {
    const claimed = await this.valuations.claimNext(tx, this.worker, ROOM_LEASE_MS);
    if (claimed) tx.emit(valuationChanged(claimed.valuation, 'running'));
    return claimed;
  }

  private async measure(valuation: Valuation, signal: AbortSignal): Promise<Measured> {
    const run = await this.runs.byId(valuation.runId);
    if (!run?.corpusId || !run.corpusDigest) throw new NotFound('The run');
    const algorithm = await this.algorithms.exactly(run.valuation, run.valuationDigest);
    const corpus = await this.openCorpus.execute(run, run.corpusId, `attribution.valuation:${run.id}`);
    const keepLease = () => this.keepLease(valuation);
    return Pulse.during(keepLease, signal, async (lasting) => {
      const job = { algorithm, corpus: corpus.lines, limits: this.limits, signal: lasting };
      const printed = await this.room.run(job);
      if (corpus.digest() !== run.corpusDigest) throw new CorpusChanged();
      const values = parseValues(printed, new Set(corpus.owners.keys()));
      const { treasury } = corpus;
      const owners = new Map<string, Owner>([...corpus.owners, [treasury.pseudonym, ownRow(run.poolId)]]);
      return { ...factsOf(run), weighed: weighWithTreasury(values, treasury), owners };
    });
  }

  private keepLease(valuation: Valuation): Promise<boolean> {
    return this.transactions.run((tx) => this.valuations.keepLease(tx, valuation.id, this.worker, ROOM_LEASE_MS));
  }

  private async freeze(tx: Tx, valuation: Valuation, measured: Measured): Promise<void> {
    if (!(await this.valuations.freeze(tx, valuation.id, this.worker))) return;
    const { table, rows } = freezeCapTable(measured, tx.now);
    await this.capTables.insert(tx, table, rows);
    tx.emit(capTableFrozen(table));
    tx.emit(valuationChanged(valuation, 'frozen'));
  }

  private async hold(tx: Tx, valuation: Valuation, { code, message }: DomainError): Promise<void> {
    const held = await this.valuations.hold(tx, valuation.id, this.worker, { code, message });
    if (!held) return;
    tx.emit(valuationChanged(valuation, 'held'));
    const { runId, poolId } = valuation;
    await this.announce.execute(tx, {
      kind: 'hold',
      subjectId: runId,
      subjectType: 'TrainingRun',
      groupId: poolId,
      key: 'valuation',
      title: 'What a model of your pool is worth to each could not be measured',
      lines: [message, 'Its cap table is held, so it cannot be published; a new run can be proposed.'],
      audience: POOL_MEMBERS,
      audienceRef: poolId,
    });
  }
}

/** No user has the id of a pool, and no person is behind it. */
function ownRow(poolId: Id): Owner {
  return { userId: poolId, personId: null };
}

function factsOf(run: TrainingRun) {
  const { id: runId, poolId, valuationDigest: algorithmDigest } = run;
  return { runId, poolId, method: 'leave-out', algorithmDigest, corpusDigest: run.corpusDigest as string };
}
