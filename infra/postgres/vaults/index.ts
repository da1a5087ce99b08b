import type { EntitySchema, MigrationInterface } from 'typeorm';

export const schemas: EntitySchema[] = [];
export const migrations: (new () => MigrationInterface)[] = [];
