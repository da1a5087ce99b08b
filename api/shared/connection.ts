import 'reflect-metadata';
import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import {
  digestOf,
  InvalidInput,
  type Cursor,
  type Json,
  type Page,
  type PageRequest,
} from '../../domain/shared/index.ts';

const MAX_PAGE = 100;

/** The arguments of every list that can grow. Exactly one of `first` and `last`, 1 to 100. */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true, description: 'Read this many from the start, or from `after`: 1 to 100.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'With `first`: a cursor; read what follows it.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'Read this many from the end, or before `before`: 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'With `last`: a cursor; read what comes before it.' })
  before?: string | null;
}

@ObjectType({ description: 'Where a page lies in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something comes before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first edge.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge.' })
  endCursor!: string | null;
}

export interface EdgeOf<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface ConnectionOf<T> {
  readonly edges: readonly EdgeOf<T>[];
  readonly pageInfo: PageInfo;
}

/** The connection and edge types of one item type: `connectionOf(VoteType, 'Vote')` makes VoteConnection and VoteEdge. */
export function connectionOf<T extends object>(
  itemType: ClassType<T>,
  name: string,
): { Connection: ClassType<ConnectionOf<T>>; Edge: ClassType<EdgeOf<T>> } {
  @ObjectType(`${name}Edge`, { description: `A ${name} in a list.`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: 'Opaque; give it as `after` or `before` with the same filters.' })
    cursor!: string;

    @Field(() => itemType, { description: `The ${name} itself.` })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: 'The items of this page, in list order.' })
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where this page lies in its list.' })
    pageInfo!: PageInfo;
  }
  return { Connection, Edge };
}

/** Names a list and its filters; a cursor of another list or other filters is refused. */
export function filterHash(...filters: readonly Json[]): string {
  return digestOf(filters).slice(0, 16);
}

/** Checks the arguments and opens the cursor. Throws INVALID_INPUT that names the argument. */
export function pageRequest(args: ConnectionArgs, hash: string): PageRequest {
  const { first, last, after, before } = args;
  const forward = typeof first === 'number';
  if (forward === (typeof last === 'number')) {
    throw new InvalidInput(['first'], 'Give exactly one of `first` and `last`.');
  }
  const field = forward ? 'first' : 'last';
  const limit = forward ? first : Number(last);
  if (limit < 1 || limit > MAX_PAGE) throw new InvalidInput([field], `\`${field}\` must be 1 to ${MAX_PAGE}.`);
  if (forward && before) throw new InvalidInput(['before'], '`before` goes with `last`, `after` with `first`.');
  if (!forward && after) throw new InvalidInput(['after'], '`after` goes with `first`, `before` with `last`.');
  const cursor = forward ? after : before;
  const direction = forward ? 'forward' : 'backward';
  if (!cursor) return { limit, direction };
  return { limit, direction, from: openCursor(cursor, hash, forward ? 'after' : 'before') };
}

export function toConnection<T>(page: Page<T>, hash: string, request: PageRequest): ConnectionOf<T> {
  const edges = page.items.map((node) => ({ cursor: closeCursor(page.cursorOf(node), hash), node }));
  const forward = request.direction === 'forward';
  const behind = request.from !== undefined;
  return {
    edges,
    pageInfo: {
      hasNextPage: forward ? page.hasMore : behind,
      hasPreviousPage: forward ? behind : page.hasMore,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** All of the above in one step: `filters` is what else the list depends on, its name included. */
export async function connectionFrom<T>(
  args: ConnectionArgs,
  filters: readonly Json[],
  read: (request: PageRequest) => Promise<Page<T>>,
): Promise<ConnectionOf<T>> {
  const hash = filterHash(...filters);
  const request = pageRequest(args, hash);
  return toConnection(await read(request), hash, request);
}

function closeCursor(cursor: Cursor, hash: string): string {
  return Buffer.from(JSON.stringify(['v1', hash, ...cursor])).toString('base64url');
}

function openCursor(text: string, hash: string, field: string): Cursor {
  const parts = parseCursor(text);
  if (!parts) throw new InvalidInput([field], `\`${field}\` is not a cursor of this API.`);
  if (parts[1] !== hash) throw new InvalidInput([field], 'This cursor belongs to another list or to other filters.');
  return parts.slice(2);
}

function parseCursor(text: string): readonly string[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const strings = Array.isArray(parts) && parts.every((part) => typeof part === 'string');
    return strings && parts[0] === 'v1' && parts.length > 2 ? parts : null;
  } catch {
    return null;
  }
}
