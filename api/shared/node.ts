import 'reflect-metadata';
import { Arg, Ctx, Field, ID, InterfaceType, Query, Resolver } from 'type-graphql';
import { InvalidInput, RecentMap, type Id } from '../../domain/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { viewerOf, type ApiContext } from './context.ts';
import { InvalidNodeId } from './errors.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NODE_ID = /^v1:([A-Za-z]+):([0-9a-f-]{36})$/;
const MAX_NODES = 100;

interface ParsedNodeId {
  readonly type: string;
  readonly id: Id;
}

/** Good ids only: each metered call names three, and mostly ones that were seen before. */
const parsedOfLate = new RecentMap<string, ParsedNodeId>(10_000);

/** Domain objects carry no GraphQL name, so `node` remembers as what it loaded each of them. */
const typeOfNode = new WeakMap<object, string>();

/**
 * Whatever has an id of its own. An `@ObjectType({ implements: Node })` need not declare `id` again: the schema turns
 * the domain object's uuid into the opaque id of its GraphQL type (schema.ts).
 */
@InterfaceType({
  description: 'Anything with an id. Ask `node(id)` to read it again.',
  resolveType: (value: object) => typeOfNode.get(value),
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and unique in this instance; do not take it apart.' })
  id!: string;
}

/** The id that clients see: base64url of `v1:<Type>:<uuid>`. `type` is the GraphQL type's name. */
export function toNodeId(type: string, id: Id): string {
  return Buffer.from(`v1:${type}:${id}`).toString('base64url');
}

/**
 * The uuid inside a client's id. Garbage and the id of another type throw INVALID_ID that names `field`: the argument,
 * or for a mutation the path within its input.
 */
export function fromNodeId(type: string, nodeId: string, field: string | readonly string[] = 'id'): Id {
  const parsed = parseNodeId(nodeId);
  if (parsed?.type !== type) throw new InvalidNodeId(typeof field === 'string' ? [field] : field, type);
  return parsed.id;
}

function parseNodeId(nodeId: string): ParsedNodeId | null {
  const seen = parsedOfLate.get(nodeId);
  if (seen) return seen;
  const match = NODE_ID.exec(Buffer.from(nodeId, 'base64url').toString('latin1'));
  if (!match) return null;
  const [, type = '', id = ''] = match;
  if (!UUID.test(id) || toNodeId(type, id) !== nodeId) return null;
  const parsed = { type, id };
  parsedOfLate.set(nodeId, parsed);
  return parsed;
}

/** How one GraphQL type is read by id. Answers null both for absent and for not visible to this viewer. */
export interface NodeLoader {
  readonly type: string;
  load(viewer: Viewer, id: Id): Promise<object | null>;
}

@Resolver()
export class NodeResolver {
  private readonly loaders: ReadonlyMap<string, NodeLoader>;

  constructor(loaders: readonly NodeLoader[]) {
    this.loaders = new Map(loaders.map((loader) => [loader.type, loader]));
  }

  @Query(() => Node, { nullable: true, description: 'Anything that has an id; null when absent or not visible.' })
  async node(
    @Arg('id', () => ID, { description: 'An id that this API gave out.' }) id: string,
    @Ctx() context: ApiContext,
  ): Promise<object | null> {
    return this.load(viewerOf(context), id, ['id']);
  }

  @Query(() => [Node], { nullable: 'items', description: 'Up to 100 things by id, in the order of the ids.' })
  async nodes(
    @Arg('ids', () => [ID], { description: 'At most 100 ids that this API gave out.' }) ids: string[],
    @Ctx() context: ApiContext,
  ): Promise<(object | null)[]> {
    if (ids.length > MAX_NODES) throw new InvalidInput(['ids'], `Ask for at most ${MAX_NODES} ids at once.`);
    const viewer = viewerOf(context);
    return Promise.all(ids.map((id, index) => this.load(viewer, id, ['ids', String(index)])));
  }

  private async load(viewer: Viewer, nodeId: string, field: readonly string[]): Promise<object | null> {
    const parsed = parseNodeId(nodeId);
    const loader = parsed && this.loaders.get(parsed.type);
    if (!loader) throw new InvalidNodeId(field, 'thing that can be read by id');
    const found = await loader.load(viewer, parsed.id);
    if (found) typeOfNode.set(found, loader.type);
    return found;
  }
}
