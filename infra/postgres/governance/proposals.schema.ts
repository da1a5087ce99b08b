import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Proposal, Transition } from '../../../domain/governance/index.ts';
import { bigInteger, instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

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
    electorate: text,
    rollTotal: bigInteger,
    rollDigest: text,
    contentDigest: text,
    createdAt: instant,
    startsAt: instant,
    endsAt: instant,
    state: text,
    defeatReason: optional(text),
    forPower: optional(bigInteger),
    againstPower: optional(bigInteger),
    abstainPower: optional(bigInteger),
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
