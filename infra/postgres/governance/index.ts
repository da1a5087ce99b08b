import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { BallotBoxSchema, BallotSchema, DelegationSchema } from './ballots.schema.ts';
import { BallotBoxes1765000010400 } from './ballot-boxes.migration.ts';
import { PostgresBallots } from './ballots.repository.ts';
import { PostgresCouncils } from './councils.repository.ts';
import { CouncilSchema, VetoSchema } from './councils.schema.ts';
import { Guardians1765000010600 } from './guardians.migration.ts';
import { Delegations1765000010300 } from './delegations.migration.ts';
import { PostgresDelegations } from './delegations.repository.ts';
import { Governance1764000000300 } from './migration.ts';
import { PostgresProposals } from './proposals.repository.ts';
import { ProposalSchema, TransitionSchema } from './proposals.schema.ts';
import { PostgresStrikes } from './strikes.repository.ts';
import { Strikes1765000010750 } from './strikes.migration.ts';
import { StrikeSchema } from './strikes.schema.ts';
import { Told1765000011100 } from './told.migration.ts';
import { PostgresTold } from './told.repository.ts';
import { PostgresRolls } from './rolls.repository.ts';

export const schemas: EntitySchema[] = [
  ProposalSchema,
  TransitionSchema,
  BallotSchema,
  BallotBoxSchema,
  CouncilSchema,
  VetoSchema,
  DelegationSchema,
  StrikeSchema,
] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [
  Governance1764000000300,
  Delegations1765000010300,
  BallotBoxes1765000010400,
  Guardians1765000010600,
  Strikes1765000010750,
  Told1765000011100,
];

export function postgresGovernance(dataSource: DataSource) {
  return {
    proposals: new PostgresProposals(dataSource),
    rolls: new PostgresRolls(dataSource),
    ballots: new PostgresBallots(dataSource),
    councils: new PostgresCouncils(dataSource),
    told: new PostgresTold(),
    strikes: new PostgresStrikes(dataSource),
    delegations: new PostgresDelegations(dataSource),
  };
}
