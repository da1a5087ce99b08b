import 'reflect-metadata';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Dataset, Datasets, EraseDataset, ErasurePreview, PreviewErasure } from '../../domain/vaults/index.ts';
import {
  ConnectionArgs,
  Live,
  connectionFrom,
  followState,
  fromNodeId,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { DatasetConnection, DatasetType } from './dataset.type.ts';
import { EraseDatasetInput, EraseDatasetPayload, ErasurePreviewType } from './erasure.type.ts';
import { ownDataset } from './own-dataset.ts';

@Resolver()
export class DatasetResolver {
  constructor(
    private readonly allDatasets: Datasets,
    private readonly preview: PreviewErasure,
    private readonly erase: EraseDataset,
  ) {}

  @Query(() => DatasetConnection, { description: 'The viewer’s own datasets, newest first.' })
  datasets(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Dataset>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['datasets', userId], (request) => this.allDatasets.pageOf(userId, request));
  }

  @Query(() => ErasurePreviewType, { description: 'What erasing one of the viewer’s datasets would do.' })
  erasurePreview(
    @Arg('datasetId', () => ID, { description: 'A dataset of the viewer.' }) datasetId: string,
    @Ctx() ctx: ApiContext,
  ): Promise<ErasurePreview> {
    const viewer = viewerOf(ctx);
    return this.preview.execute({ viewer, datasetId: fromNodeId('Dataset', datasetId, 'datasetId') });
  }

  @Mutation(() => EraseDatasetPayload, {
    description:
      'Destroys the keys of one of the viewer’s datasets: every copy of it becomes unreadable at once. Cannot be undone. Models that were trained with it stay as they are.',
  })
  eraseDataset(
    @Arg('input', () => EraseDatasetInput, { description: 'Which dataset.' }) input: EraseDatasetInput,
    @Ctx() ctx: ApiContext,
  ): Promise<EraseDatasetPayload> {
    return payload(input, async () => {
      const datasetId = fromNodeId('Dataset', input.datasetId, 'datasetId');
      return { dataset: await this.erase.execute({ viewer: viewerOf(ctx), datasetId }) };
    });
  }

  @Live(() => DatasetType, {
    description: 'One of the viewer’s datasets: now, and again after each change of its state.',
  })
  datasetChanged(
    @Arg('datasetId', () => ID, { description: 'A dataset of the viewer.' }) datasetId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<Dataset> {
    const id = fromNodeId('Dataset', datasetId, 'datasetId');
    return followState(ctx, `vaults.*.${id}`, (viewer) => ownDataset(this.allDatasets, viewer, id));
  }
}
