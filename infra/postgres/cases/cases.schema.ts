import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Case, CaseStep, Evidence } from '../../../domain/cases/index.ts';
import type { Leg } from '../../../domain/ledger/index.ts';
import { bigInteger, flag, instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

interface WrittenLeg {
  readonly account: string;
  readonly amountMicros: string;
}

/** Amounts are decimal strings in JSON, for a number of JSON loses units above 2^53. */
const legs = {
  ...json,
  transformer: {
    from: (written: readonly WrittenLeg[] | null): readonly Leg[] | null =>
      written && written.map(({ account, amountMicros }) => ({ account, amountMicros: BigInt(amountMicros) })),
    to: (given: readonly Leg[] | null): readonly WrittenLeg[] | null =>
      given && given.map(({ account, amountMicros }) => ({ account, amountMicros: amountMicros.toString() })),
  },
} satisfies EntitySchemaColumnOptions;

export const CaseSchema = new EntitySchema<Case>({
  name: 'Case',
  target: Case,
  tableName: 'cases',
  columns: {
    id: uuidKey,
    kind: text,
    subject: text,
    openerId: optional(uuid),
    customerId: optional(uuid),
    gatewayId: optional(uuid),
    statement: text,
    openedAt: instant,
    deadlineAt: instant,
    escalatedAt: optional(instant),
    state: text,
    version: integer,
    reviewerId: optional(uuid),
    outcome: optional(text),
    reason: optional(text),
    needsSecond: flag,
    secondId: optional(uuid),
    amountMicros: optional(bigInteger),
    currency: optional(text),
    legs: optional(legs),
    digest: optional(text),
    endedAt: optional(instant),
  } satisfies Record<keyof Case, EntitySchemaColumnOptions>,
});

export const CaseStepSchema = new EntitySchema<CaseStep>({
  name: 'CaseStep',
  target: CaseStep,
  tableName: 'case_steps',
  columns: {
    id: uuidKey,
    caseId: uuid,
    version: integer,
    kind: text,
    state: text,
    actorId: optional(uuid),
    note: optional(text),
    at: instant,
  } satisfies Record<keyof CaseStep, EntitySchemaColumnOptions>,
});

export const EvidenceSchema = new EntitySchema<Evidence>({
  name: 'Evidence',
  target: Evidence,
  tableName: 'case_evidence',
  columns: {
    id: uuidKey,
    caseId: uuid,
    authorId: uuid,
    text,
    url: optional(text),
    digest: optional(text),
    addedAt: instant,
  } satisfies Record<keyof Evidence, EntitySchemaColumnOptions>,
});
