import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import {
  plainRound,
  Proposal,
  readRound,
  Transition,
  type PlainRound,
  type Round,
} from '../../../domain/governance/index.ts';
import { bigInteger, bigIntegers, instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

/** JSON has no number that holds a power. */
const roundsColumn = {
  type: 'jsonb',
  transformer: {
    from: (rounds: readonly PlainRound[] | null) => rounds && rounds.map(readRound),
    to: (rounds: readonly Round[] | null | undefined) => rounds && rounds.map(plainRound),
  },
} satisfies EntitySchemaColumnOptions;

export const ProposalSchema = new EntitySchema<Proposal>({
  name: 'Proposal',
  target: Proposal,
  tableName: 'proposals',
  columns: {
    id: uuidKey,
    groupId: uuid,
    kind: text,
    params: json,
    paramsDigest: text,
    title: text,
    authorId: uuid,
    rules: json,
    method: text,
    choices: json,
    electorate: text,
    rollTotal: bigInteger,
    rollDigest: text,
    contentDigest: text,
    createdAt: instant,
    startsAt: instant,
    endsAt: instant,
    state: text,
    defeatReason: optional(text),
    powers: optional(bigIntegers),
    castPower: optional(bigInteger),
    winner: optional(integer),
    rounds: optional(roundsColumn),
    decidedAt: optional(instant),
    eta: optional(instant),
    expiresAt: optional(instant),
    executionAttempts: integer,
    failureCode: optional(text),
    rejectionAttempts: integer,
    rejectUntil: optional(instant),
    dueAt: optional(instant),
  } satisfies Record<keyof Proposal, EntitySchemaColumnOptions>,
});

export const TransitionSchema = new EntitySchema<Transition>({
  name: 'ProposalTransition',
  target: Transition,
  tableName: 'proposal_transitions',
  columns: {
    id: uuidKey,
    proposalId: uuid,
    fromState: optional(text),
    toState: text,
    reason: optional(text),
    at: instant,
  } satisfies Record<keyof Transition, EntitySchemaColumnOptions>,
});
