import 'reflect-metadata';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ModelVersion } from '../../domain/models/index.ts';
import type { FreeMonths, Pot, Pots } from '../../domain/revenue/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { ModelVersionType } from '../models/index.ts';
import { viewerOf, type ApiContext } from '../shared/index.ts';
import { PotType } from './pot.type.ts';

export interface PotReads {
  readonly pots: Pots;
  readonly freeMonths: FreeMonths;
}

/** What a version means for the viewer's own money: one statement per field, however many versions a page has. */
@Resolver(() => ModelVersionType)
export class PotFields {
  constructor(private readonly reads: PotReads) {}

  @FieldResolver(() => PotType, {
    nullable: true,
    description: 'What it has earned. For its owners, its builder and operators; else null.',
  })
  async pot(@Root() version: ModelVersion, @Ctx() ctx: ApiContext): Promise<Pot | null> {
    const { userId, isOperator } = viewerOf(ctx);
    const key = keyOf(userId, version.id);
    const may = isOperator || version.builderId === userId || (await ctx.loaders.of(this.owned).load(key));
    return may ? ctx.loaders.of(this.potOf).load(version.id) : null;
  }

  @FieldResolver(() => Int, { description: 'Queries that cost the viewer nothing, in the rest of this month (UTC).' })
  async freeQueriesLeft(@Root() version: ModelVersion, @Ctx() ctx: ApiContext): Promise<number> {
    if (version.freeQueriesPerMonth === 0) return 0;
    const used = await ctx.loaders.of(this.freeUsed).load(keyOf(viewerOf(ctx).userId, version.id));
    return Math.max(0, version.freeQueriesPerMonth - used);
  }

  private readonly potOf = async (ids: readonly Id[]): Promise<(Pot | null)[]> => {
    const pots = new Map((await this.reads.pots.byIds(ids)).map((pot) => [pot.modelVersionId, pot]));
    return ids.map((id) => pots.get(id) ?? null);
  };

  private readonly owned = (keys: readonly Key[]): Promise<boolean[]> =>
    perUser(keys, async (userId, ids) => {
      const owned = new Set(await this.reads.pots.ownedAmong(userId, ids));
      return (id) => owned.has(id);
    });

  private readonly freeUsed = (keys: readonly Key[]): Promise<number[]> =>
    perUser(keys, async (userId, ids) => {
      const used = await this.reads.freeMonths.usedNow(userId, ids);
      return (id) => used.get(id) ?? 0;
    });
}

/** A user and a version. Loaders live for one operation, which may go on under another viewer. */
type Key = `${Id} ${Id}`;

function keyOf(userId: Id, modelVersionId: Id): Key {
  return `${userId} ${modelVersionId}`;
}

async function perUser<T>(
  keys: readonly Key[],
  read: (userId: Id, ids: readonly Id[]) => Promise<(id: Id) => T>,
): Promise<T[]> {
  const pairs = keys.map((key) => key.split(' ') as [Id, Id]);
  const answers = new Map<Id, (id: Id) => T>();
  for (const userId of new Set(pairs.map(([user]) => user))) {
    const ids = pairs.filter(([user]) => user === userId).map(([, id]) => id);
    answers.set(userId, await read(userId, ids));
  }
  return pairs.map(([userId, id]) => answers.get(userId)!(id));
}
