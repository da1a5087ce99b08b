import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Viewer } from '../../domain/identity/index.ts';
import { SOURCES, type Import, type Imports, type Source } from '../../domain/imports/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import {
  followState,
  fromNodeId,
  Live,
  Public,
  toNodeId,
  viewerOf,
  type ApiContext,
  type NodeLoader,
} from '../shared/index.ts';
import { ImportType } from './import.type.ts';
import { SourceType } from './source.type.ts';

@Resolver(() => ImportType)
export class ImportResolver {
  constructor(private readonly imports: Imports) {}

  @Query(() => ImportType, { nullable: true, description: 'The import that made, or makes, one of your datasets.' })
  import(
    @Arg('datasetId', () => ID, { description: 'The dataset.' }) datasetId: string,
    @Ctx() context: ApiContext,
  ): Promise<Import | null> {
    return this.own(viewerOf(context), fromNodeId('Dataset', datasetId, 'datasetId'));
  }

  @Public()
  @Query(() => [SourceType], { description: 'Platforms whose export archives are understood, with their streams.' })
  sources(): readonly Source[] {
    return SOURCES;
  }

  @Live(() => ImportType, {
    description: 'The import of a dataset now, and again as it goes on, at most 4 times a second.',
  })
  importProgress(
    @Arg('datasetId', () => ID, { description: 'The dataset.' }) datasetId: string,
    @Ctx() context: ApiContext,
  ): AsyncIterable<Import> {
    const id = fromNodeId('Dataset', datasetId, 'datasetId');
    return followState(context, `imports.progress.${id}`, (viewer) => this.own(viewer, id));
  }

  @FieldResolver(() => ID, { name: 'datasetId', description: 'The dataset that the archive becomes.' })
  datasetNodeId(@Root() item: Import): string {
    return toNodeId('Dataset', item.datasetId);
  }

  private async own(viewer: Viewer, datasetId: Id): Promise<Import | null> {
    const [item] = await this.imports.byDatasets([datasetId]);
    return item?.userId === viewer.userId ? item : null;
  }
}

/** `node(id)` for an import: its owner alone sees it. */
export function importNode(imports: Imports): NodeLoader {
  return {
    type: 'Import',
    load: async (viewer, id) => {
      const item = await imports.byId(id);
      return item?.userId === viewer.userId ? item : null;
    },
  };
}
