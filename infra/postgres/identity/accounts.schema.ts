import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { MemberKey, Person, Recovery, RecoveryCode, User } from '../../../domain/identity/index.ts';
import { flag, instant, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const userSchema = new EntitySchema<User>({
  name: 'User',
  target: User,
  tableName: 'users',
  columns: {
    id: uuidKey,
    handle: text,
    isOperator: flag,
    personId: optional(uuid),
    state: text,
    createdAt: instant,
  } satisfies Record<keyof User, EntitySchemaColumnOptions>,
});

export const personSchema = new EntitySchema<Person>({
  name: 'Person',
  target: Person,
  tableName: 'persons',
  columns: {
    id: uuidKey,
    nullifier: text,
    provedBy: text,
    provedAt: instant,
  } satisfies Record<keyof Person, EntitySchemaColumnOptions>,
});

export const memberKeySchema = new EntitySchema<MemberKey>({
  name: 'MemberKey',
  target: MemberKey,
  tableName: 'member_keys',
  columns: {
    id: uuidKey,
    userId: uuid,
    thumbprint: text,
    algorithm: text,
    jwk: json,
    addedAt: instant,
    revokedAt: optional(instant),
  } satisfies Record<keyof MemberKey, EntitySchemaColumnOptions>,
});

export const recoveryCodeSchema = new EntitySchema<RecoveryCode>({
  name: 'RecoveryCode',
  target: RecoveryCode,
  tableName: 'recovery_codes',
  columns: {
    id: uuidKey,
    userId: uuid,
    salt: text,
    hash: text,
    spentAt: optional(instant),
  } satisfies Record<keyof RecoveryCode, EntitySchemaColumnOptions>,
});

export const recoverySchema = new EntitySchema<Recovery>({
  name: 'Recovery',
  target: Recovery,
  tableName: 'recoveries',
  columns: {
    id: uuidKey,
    userId: uuid,
    thumbprint: text,
    algorithm: text,
    jwk: json,
    state: text,
    startedAt: instant,
    readyAt: instant,
    endedAt: optional(instant),
  } satisfies Record<keyof Recovery, EntitySchemaColumnOptions>,
});
