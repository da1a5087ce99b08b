import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Ballot, Delegation } from '../../../domain/governance/index.ts';
import { flag, instant, optional, text, uuid, uuidKey } from '../columns.ts';

export const BallotSchema = new EntitySchema<Ballot>({
  name: 'Ballot',
  target: Ballot,
  tableName: 'ballots',
  columns: {
    id: uuidKey,
    proposalId: uuid,
    userId: uuid,
    choice: text,
    reason: optional(text),
    signed: flag,
    statementId: optional(uuid),
    castAt: instant,
    replacedAt: optional(instant),
  } satisfies Record<keyof Ballot, EntitySchemaColumnOptions>,
});

export const DelegationSchema = new EntitySchema<Delegation>({
  name: 'Delegation',
  target: Delegation,
  tableName: 'delegations',
  columns: {
    id: uuidKey,
    groupId: uuid,
    userId: uuid,
    delegateId: uuid,
    signed: flag,
    statementId: optional(uuid),
    madeAt: instant,
    expiresAt: optional(instant),
    endedAt: optional(instant),
  } satisfies Record<keyof Delegation, EntitySchemaColumnOptions>,
});
