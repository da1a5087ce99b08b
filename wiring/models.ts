import { modelsNodes, modelsResolvers } from '../api/models/index.ts';
import {
  ChangeModelState,
  OpenModelArtefact,
  Owners,
  OwnersAgree,
  ProposePublish,
  ProposeRepricing,
  PublishModel,
  RepriceModel,
  type ModelPublishedHandler,
} from '../domain/models/index.ts';
import { postgresModels } from '../infra/postgres/models/index.ts';
import type { Governance } from './governance.ts';
import type { Ground, Wired } from './parts.ts';
import type { Pools } from './pools.ts';
import type { Training } from './training.ts';
import type { Vaults } from './vaults.ts';

export function wireModels(ground: Ground, governance: Governance, pools: Pools, training: Training, vaults: Vaults) {
  const { transactions: tx, dataSource, config } = ground;
  const { trainingRuns, capTables } = training;
  const { modelVersions } = postgresModels(dataSource);
  const publishedHandlers: ModelPublishedHandler[] = [];
  const publish = new PublishModel(
    trainingRuns,
    pools.pools,
    capTables,
    pools.charters,
    modelVersions,
    publishedHandlers,
  );
  const reprice = new RepriceModel(modelVersions, governance.proposals, config.ticketLifetimeMs);
  for (const action of [publish, reprice, new OwnersAgree(modelVersions)]) governance.actions.set(action.kind, action);
  const owners = new Owners(modelVersions, capTables);
  governance.electorates.set(owners.name, owners);
  for (const kind of ['suspend-model', 'resume-model'] as const) {
    governance.actions.set(kind, new ChangeModelState(kind, modelVersions));
  }
  const context = {
    modelVersions,
    proposeAsMember: pools.proposeAsMember,
    publishedHandlers,
    proposeRepricing: new ProposeRepricing(
      ...([tx, modelVersions, pools.charters, pools.proposeAsMember, governance.openProposal] as const),
    ),
    proposePublish: new ProposePublish(tx, trainingRuns, capTables, pools.charters, governance.openProposal),
    openModelArtefact: new OpenModelArtefact(modelVersions, vaults.openObject),
  };
  const wired: Wired = { resolvers: modelsResolvers(context), nodes: modelsNodes(context) };
  return { ...context, wired };
}

export type Models = ReturnType<typeof wireModels>;
