import type { Id, Page, PageRequest, Snapshot, Tx } from '../shared/index.ts';
import type { CaseStep } from './case-step.ts';
import type { Case, CaseKind, CaseState } from './case.ts';
import type { Evidence } from './evidence.ts';

export interface CaseFilter {
  readonly kind?: CaseKind;
  readonly state?: CaseState;
  /** Escalated, or not. */
  readonly overdue?: boolean;
}

export interface Cases {
  /** False where a case about the same is open, or for what the instance raises ever was. */
  insert(tx: Tx, one: Case): Promise<boolean>;
  lock(tx: Tx, id: Id): Promise<Case | null>;
  /** The open claim about a call, or the open correction of a journal. */
  running(tx: Tx, subject: string, kinds: readonly CaseKind[]): Promise<Case | null>;
  /** The row is locked, and `one` its next version. */
  update(tx: Tx, one: Case): Promise<void>;
  /** Running ones whose deadline has passed and which are not escalated; skips those that others hold. */
  lockOverdue(tx: Tx, limit: number): Promise<Case[]>;
  /** Which of these the instance has raised before. */
  raised(subjects: readonly string[]): Promise<ReadonlySet<string>>;
  /** Running ones of a kind, in the order of their ids. */
  runningOf(kind: CaseKind, after: Id | null, limit: number): Promise<Case[]>;
  /** Says that the case caused these journals. */
  link(tx: Tx, caseId: Id, keys: readonly string[]): Promise<void>;
  journalsOf(caseIds: readonly Id[]): Promise<ReadonlyMap<Id, readonly string[]>>;
  byId(id: Id): Promise<Case | null>;
  /** As opener or as customer; the newest first. */
  ofParty(userId: Id, page: PageRequest): Promise<Page<Case>>;
  list(filter: CaseFilter, page: PageRequest): Promise<Page<Case>>;
  /** Those that ended with money moved, with the journals that they link. */
  paid(snapshot: Snapshot, after: Id | null, limit: number): Promise<readonly PaidCase[]>;
  /** The first case whose steps are not one per version, or of which the last is not the state that it has. */
  mislogged(snapshot: Snapshot): Promise<Id | null>;
  /** How many run, by kind. */
  counts(): Promise<readonly CaseCount[]>;
  /** Which of the ids are cases that ended with a correction. */
  corrections(snapshot: Snapshot, ids: readonly Id[]): Promise<ReadonlySet<Id>>;
}

export interface CaseCount {
  readonly kind: CaseKind;
  readonly running: bigint;
  readonly escalated: bigint;
}

export interface PaidCase {
  readonly one: Case;
  readonly keys: readonly string[];
}

export interface CaseSteps {
  append(tx: Tx, step: CaseStep): Promise<void>;
  ofCases(caseIds: readonly Id[]): Promise<CaseStep[]>;
}

export interface EvidenceEntries {
  insert(tx: Tx, evidence: Evidence): Promise<void>;
  count(tx: Tx, caseId: Id): Promise<number>;
  ofCases(caseIds: readonly Id[]): Promise<Evidence[]>;
}
