import type { Consents } from '../consents/index.ts';
import type { Viewer } from '../identity/index.ts';
import { NotFound, type Id } from '../shared/index.ts';
import type { Dataset } from './dataset.ts';
import type { Datasets } from './ports.ts';

/** What erasing would do, before it is done; in sentences that a member can read. */
export interface ErasurePreview {
  readonly dataset: Dataset;
  readonly records: number;
  readonly liveConsents: number;
  readonly effects: readonly string[];
}

export class PreviewErasure {
  constructor(
    private readonly datasets: Datasets,
    private readonly consents: Consents,
  ) {}

  async execute(ask: { viewer: Viewer; datasetId: Id }): Promise<ErasurePreview> {
    const dataset = await this.datasets.byId(ask.datasetId);
    if (dataset?.userId !== ask.viewer.userId) throw new NotFound('The dataset', ['datasetId']);
    const liveConsents = (await this.consents.liveOn(dataset.id)).length;
    return { dataset, records: dataset.records, liveConsents, effects: effectsOn(dataset, liveConsents) };
  }
}

function effectsOn(dataset: Dataset, liveConsents: number): readonly string[] {
  if (dataset.state === 'erased') return ['This dataset is erased already.'];
  return [
    ...dataset.streams.map((stream) => `${stream.records} records of ${stream.name} become unreadable for good.`),
    `${liveConsents} live consents to use this dataset end with it; nobody can read it under them again.`,
    'A reader that is at work stops at its next batch of records.',
    'Models that were trained with it stay as they are: erasing does not make a model unlearn.',
    'What those models earned and will earn for you stays yours.',
    'This cannot be undone. You can import the archive again as a new dataset.',
  ];
}
