import type { Currency, Id, Micros } from '../../shared/index.ts';
import { monthOf, type Day, type DayRange } from './calendar.ts';
import { closingMicros, lineMicros, type Weights } from './lines.ts';

/**
 * What counts, and when. `earned`: a share on the day its call was posted; it can still fall while its refund window is
 * open. `payable`: a share on the day it became the owner's for good; a day that is over never changes.
 */
export type StatementBasis = 'earned' | 'payable';

export type StatementLineKind = 'earned' | 'matured' | 'closing' | 'drawn';

export interface StatementLine {
  readonly kind: StatementLineKind;
  readonly modelVersionId: Id;
  /** The month of what was earned or matured, the day of a closing or a draw. */
  readonly period: string;
  /** How many calls it was earned by, or how many draws it was; null where there is nothing to count. */
  readonly count: bigint | null;
  /** Negative for what was drawn. */
  readonly amountMicros: Micros;
  /** What was earned, or payable, and not drawn, after this line. */
  readonly balanceMicros: Micros;
  /** It cannot change any more. */
  readonly final: boolean;
}

/** Opening balance and lines sum to the closing balance, exactly. */
export interface Statement extends DayRange {
  readonly currency: Currency;
  readonly basis: StatementBasis;
  readonly openingMicros: Micros;
  /** Of the lines: all that was earned or matured, closings included. */
  readonly incomeMicros: Micros;
  readonly drawnMicros: Micros;
  readonly closingMicros: Micros;
  readonly lines: readonly StatementLine[];
  readonly final: boolean;
}

/** A version that the owner has a part of, as it stood when the statement's first day began. */
export interface OwnedVersion extends Weights {
  readonly modelVersionId: Id;
  /** R, or R_m, before the first day. */
  readonly beforeMicros: Micros;
  readonly drawnBeforeMicros: Micros;
  readonly closedOn: Day | null;
}

/** By how much R, or R_m, of a version grew in one month, as far as the statement covers it. */
export interface Growth {
  readonly modelVersionId: Id;
  readonly month: string;
  readonly micros: Micros;
  /** Null on the basis `payable`. */
  readonly calls: bigint | null;
  readonly final: boolean;
}

export interface DrawnDay {
  readonly modelVersionId: Id;
  readonly day: Day;
  readonly micros: Micros;
  readonly draws: bigint;
}

/** All that a statement is made of, read as of one moment; growth in the order of the months. */
export interface StatementFacts {
  readonly versions: readonly OwnedVersion[];
  readonly growth: readonly Growth[];
  readonly draws: readonly DrawnDay[];
  /** The last day is over, and no transaction that began on it can still be open. */
  readonly over: boolean;
}

type Unbalanced = Omit<StatementLine, 'balanceMicros'>;

export interface StatementAsked extends DayRange {
  readonly currency: Currency;
  readonly basis: StatementBasis;
}

export function statementOf(facts: StatementFacts, asked: StatementAsked): Statement {
  const unbalanced = facts.versions.flatMap((version) => linesOf(version, facts, asked)).toSorted(inOrder);
  const openingMicros = facts.versions.reduce((sum, version) => sum + openingOf(version, asked), 0n);
  let balanceMicros = openingMicros;
  const lines = unbalanced.map((line) => {
    balanceMicros += line.amountMicros;
    return { ...line, balanceMicros };
  });
  const sum = (drawn: boolean) =>
    lines.reduce((total, line) => ((line.kind === 'drawn') === drawn ? total + line.amountMicros : total), 0n);
  return {
    ...asked,
    openingMicros,
    incomeMicros: sum(false),
    drawnMicros: -sum(true),
    closingMicros: balanceMicros,
    lines,
    final: facts.over && lines.every((line) => line.final),
  };
}

function openingOf(version: OwnedVersion, { from }: DayRange): Micros {
  const { beforeMicros, closedOn } = version;
  const closed = closedOn !== null && closedOn < from ? closingMicros(beforeMicros, version) : 0n;
  return lineMicros(0n, beforeMicros, version) + closed - version.drawnBeforeMicros;
}

function linesOf(version: OwnedVersion, facts: StatementFacts, { from, to, basis }: StatementAsked): Unbalanced[] {
  const { modelVersionId, closedOn } = version;
  const kind = basis === 'earned' ? 'earned' : 'matured';
  const lines: Unbalanced[] = [];
  const add = (line: Omit<Unbalanced, 'modelVersionId'>) => {
    if (line.amountMicros !== 0n || line.count) lines.push({ modelVersionId, ...line });
  };
  let reached = version.beforeMicros;
  for (const { month, micros, calls, final, modelVersionId: of } of facts.growth) {
    if (of !== modelVersionId) continue;
    const amountMicros = lineMicros(reached, reached + micros, version);
    add({ kind, period: month, count: calls, amountMicros, final });
    reached += micros;
  }
  if (closedOn !== null && closedOn >= from && closedOn <= to) {
    const amountMicros = closingMicros(reached, version);
    add({ kind: 'closing', period: closedOn, count: null, amountMicros, final: true });
  }
  for (const { day, micros, draws, modelVersionId: of } of facts.draws) {
    if (of === modelVersionId) {
      add({ kind: 'drawn', period: day, count: draws, amountMicros: -micros, final: true });
    }
  }
  return lines;
}

const RANK: Readonly<Record<StatementLineKind, number>> = { earned: 0, matured: 0, closing: 1, drawn: 2 };

/** Within a month what came in stands before what was drawn of it, so that the balance does not dip below zero between. */
function inOrder(a: Unbalanced, b: Unbalanced): number {
  return (
    monthOf(a.period).localeCompare(monthOf(b.period)) ||
    RANK[a.kind] - RANK[b.kind] ||
    a.period.localeCompare(b.period) ||
    a.modelVersionId.localeCompare(b.modelVersionId)
  );
}
