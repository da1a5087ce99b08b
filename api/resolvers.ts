import 'reflect-metadata';
import { ImportResolver } from './imports/index.ts';
import type { ResolverClass } from './schema.ts';
import { NodeResolver } from './shared/node.ts';

/**
 * Every resolver class, so that the schema can be printed without a database. A test fails when a class that a
 * context wires is missing here.
 */
export const RESOLVER_CLASSES: readonly ResolverClass[] = [
  NodeResolver,
  // identity
  // governance
  // consents
  // vaults
  // imports
  ImportResolver,
  // pools
  // training
  // attribution
  // models
  // metering
  // revenue
];
