import 'reflect-metadata';
import {
  KeyResolver,
  OperatorResolver,
  PersonResolver,
  RecoveryFields,
  RecoveryResolver,
  SessionFields,
  SessionResolver,
  SignUpResolver,
  ViewerResolver,
} from './identity/index.ts';
import { ImportResolver } from './imports/index.ts';
import type { ResolverClass } from './schema.ts';
import { InstanceResolver } from './shared/instance.ts';
import { NodeResolver } from './shared/node.ts';

/**
 * Every resolver class, so that the schema can be printed without a database. A test fails when a class that a
 * context wires is missing here.
 */
export const RESOLVER_CLASSES: readonly ResolverClass[] = [
  NodeResolver,
  InstanceResolver,
  // identity
  ViewerResolver,
  SessionFields,
  RecoveryFields,
  SignUpResolver,
  SessionResolver,
  KeyResolver,
  RecoveryResolver,
  PersonResolver,
  OperatorResolver,
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
