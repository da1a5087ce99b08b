import 'reflect-metadata';
import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { buildSchema, type PubSub } from 'type-graphql';
import { isPublic } from './shared/access.ts';
import { viewerOf, type ApiContext } from './shared/context.ts';
import { toNodeId } from './shared/node.ts';
import { refuseUnstorableText } from './shared/text.ts';
import { DateTime } from './shared/scalars.ts';
import { untilAborted } from './http/deadline.ts';

export type ResolverClass = new (...args: never[]) => object;

type Resolve = GraphQLFieldResolver<unknown, ApiContext>;

/** type-graphql insists on one; subscriptions here bring their own events (shared/subscription.ts). */
const NO_PUB_SUB: PubSub = {
  publish: () => {
    throw new Error('Publish through the outbox: tx.emit.');
  },
  subscribe: () => {
    throw new Error('Declare subscriptions with @Live.');
  },
};

/**
 * The schema, with what every field has in common put on afterwards in one place: opaque ids, the rule that a root
 * field needs a viewer, deadlines, and subscriptions whose method returns the values itself.
 */
export async function buildApiSchema(
  classes: readonly ResolverClass[],
  instanceOf: (resolver: unknown) => object,
): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: classes as never,
    container: { get: (resolver) => instanceOf(resolver) },
    scalarsMap: [{ type: Date, scalar: DateTime }],
    pubSub: NO_PUB_SUB,
    validate: false,
  });
  giveNodeIds(schema);
  guardRoot(schema.getQueryType(), 'Everything that can be read.', guarded);
  guardRoot(schema.getMutationType(), 'Everything that can be done.', guarded);
  guardRoot(schema.getSubscriptionType(), 'Everything that can be followed live.', live);
  return schema;
}

function giveNodeIds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const field = isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node') && type.getFields().id;
    if (field) field.resolve = (root: { id: string }) => toNodeId(type.name, root.id);
  }
}

type RootType = ReturnType<GraphQLSchema['getQueryType']>;

function guardRoot(
  type: RootType,
  description: string,
  guard: (field: GraphQLField<unknown, ApiContext>) => void,
): void {
  if (!type) return;
  type.description = description;
  for (const field of Object.values(type.getFields())) guard(field);
}

function guarded(field: GraphQLField<unknown, ApiContext>): void {
  field.resolve = behindGuard(field);
}

function live(field: GraphQLField<unknown, ApiContext>): void {
  field.subscribe = behindGuard(field);
  field.resolve = (value) => value;
}

function behindGuard(field: GraphQLField<unknown, ApiContext>): Resolve {
  const resolve = field.resolve ?? defaultFieldResolver;
  const open = isPublic(field.extensions);
  return (root, args, context, info) => {
    if (!open) viewerOf(context);
    refuseUnstorableText(args);
    return untilAborted(context.signal, async () => resolve(root, args, context, info));
  };
}
