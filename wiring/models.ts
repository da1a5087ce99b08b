import { modelsNodes, modelsResolvers } from '../api/models/index.ts';
import {
  ChangeModelState,
  OpenModelArtefact,
  ProposePublish,
  PublishModel,
  type ModelPublishedHandler,
} from '../domain/models/index.ts';
import { postgresModels } from '../infra/postgres/models/index.ts';
import type { Governance } from './governance.ts';
import type { Ground, Wired } from './parts.ts';
import type { Pools } from './pools.ts';
import type { Training } from './training.ts';
import type { Vaults } from './vaults.ts';

export function wireModels(ground: Ground, governance: Governance, pools: Pools, training: Training, vaults: Vaults) {
  const { transactions: tx, dataSource } = ground;
  const { trainingRuns, capTables } = training;
  const { modelVersions } = postgresModels(dataSource);
  const publishedHandlers: ModelPublishedHandler[] = [];
  const publish = new PublishModel(trainingRuns, capTables, pools.charters, modelVersions, publishedHandlers);
  governance.actions.set(publish.kind, publish);
  for (const kind of ['suspend-model', 'resume-model'] as const) {
    governance.actions.set(kind, new ChangeModelState(kind, modelVersions));
  }
  const context = {
    modelVersions,
    proposeAsMember: pools.proposeAsMember,
    publishedHandlers,
    proposePublish: new ProposePublish(tx, trainingRuns, capTables, pools.charters, governance.openProposal),
    openModelArtefact: new OpenModelArtefact(modelVersions, vaults.openObject),
  };
  const wired: Wired = { resolvers: modelsResolvers(context), nodes: modelsNodes(context) };
  return { ...context, wired };
}

export type Models = ReturnType<typeof wireModels>;
