export { EmbeddedServerFault } from './faults.ts';
export { startEmbeddedNats, type EmbeddedNats, type EmbeddedNatsOptions } from './nats.ts';
export { startEmbeddedPostgres, type EmbeddedPostgresOptions, type EmbeddedServer } from './postgres.ts';
export { findTool, repositoryRoot } from './tools.ts';
