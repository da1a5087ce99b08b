import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Ballot, BallotBox, Delegation } from '../../../domain/governance/index.ts';
import { bigInteger, bigIntegers, flag, instant, integer, optional, text, uuid, uuidKey, uuids } from '../columns.ts';

export const BallotSchema = new EntitySchema<Ballot>({
  name: 'Ballot',
  target: Ballot,
  tableName: 'ballots',
  columns: {
    id: uuidKey,
    proposalId: uuid,
    userId: uuid,
    pseudonym: uuid,
    choice: text,
    reason: optional(text),
    signed: flag,
    statementId: optional(uuid),
    statementDigest: optional(text),
    sequence: bigInteger,
    restores: optional(bigInteger),
    salt: optional(text),
    digest: text,
    previous: text,
    castAt: instant,
    replacedAt: optional(instant),
  } satisfies Record<keyof Ballot, EntitySchemaColumnOptions>,
});

export const BallotBoxSchema = new EntitySchema<BallotBox>({
  name: 'BallotBox',
  target: BallotBox,
  tableName: 'ballot_boxes',
  columns: {
    proposalId: uuidKey,
    sequence: bigInteger,
    head: text,
    powers: bigIntegers,
    castPower: bigInteger,
    struckPower: bigInteger,
    voters: integer,
    quorumReached: flag,
    extendedBy: uuids,
  } satisfies Record<keyof BallotBox, EntitySchemaColumnOptions>,
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
