import type { Algorithms, ProposeRun, TrainingRuns } from '../../domain/training/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { TrainingResolver } from './training.resolver.ts';

export { TrainingRunType } from './training-run.type.ts';
export { TrainingResolver } from './training.resolver.ts';

export interface TrainingApi {
  readonly trainingRuns: TrainingRuns;
  readonly algorithms: Algorithms;
  readonly proposeRun: ProposeRun;
}

export function trainingResolvers(api: TrainingApi): object[] {
  return [new TrainingResolver(api.trainingRuns, api.algorithms, api.proposeRun)];
}

export function trainingNodes({ trainingRuns }: Pick<TrainingApi, 'trainingRuns'>): NodeLoader[] {
  return [{ type: 'TrainingRun', load: (_viewer, id) => trainingRuns.byId(id) }];
}
