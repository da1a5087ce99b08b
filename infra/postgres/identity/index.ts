import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { memberKeySchema, personSchema, recoveryCodeSchema, recoverySchema, userSchema } from './accounts.schema.ts';
import { PostgresChallenges } from './challenges.repository.ts';
import { PostgresInstanceClaims, PostgresWrappedSecrets } from './instance.repository.ts';
import { PostgresMemberKeys } from './member-keys.repository.ts';
import { Identity1764000000100 } from './migration.ts';
import { PostgresIssuerAccounts, PostgresPersons } from './persons.repository.ts';
import { PostgresRecoveries, PostgresRecoveryCodes, PostgresWrongCodes } from './recoveries.repository.ts';
import { PostgresSessions } from './sessions.repository.ts';
import {
  challengeSchema,
  recoveryAttemptsSchema,
  refreshTokenSchema,
  sessionSchema,
  signingKeySchema,
  statementSchema,
} from './sessions.schema.ts';
import { PostgresSigningKeys } from './signing-keys.repository.ts';
import { PostgresStatements } from './statements.repository.ts';
import { PostgresUsers } from './users.repository.ts';

export const schemas: EntitySchema[] = [
  userSchema,
  personSchema,
  memberKeySchema,
  recoveryCodeSchema,
  recoverySchema,
  challengeSchema,
  sessionSchema,
  refreshTokenSchema,
  signingKeySchema,
  recoveryAttemptsSchema,
  statementSchema,
] as EntitySchema[];

export const migrations: (new () => MigrationInterface)[] = [Identity1764000000100];

/** Everything that identity keeps, on one database. */
export function identityCollections(dataSource: DataSource) {
  return {
    users: new PostgresUsers(dataSource),
    memberKeys: new PostgresMemberKeys(dataSource),
    challenges: new PostgresChallenges(),
    sessions: new PostgresSessions(dataSource),
    recoveryCodes: new PostgresRecoveryCodes(dataSource),
    recoveries: new PostgresRecoveries(dataSource),
    wrongCodes: new PostgresWrongCodes(),
    persons: new PostgresPersons(),
    issuerAccounts: new PostgresIssuerAccounts(dataSource),
    statements: new PostgresStatements(dataSource),
    signingKeys: new PostgresSigningKeys(dataSource),
    instanceClaims: new PostgresInstanceClaims(),
    wrappedSecrets: new PostgresWrappedSecrets(dataSource),
  };
}
