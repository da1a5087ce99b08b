import 'reflect-metadata';
import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Contribution } from '../../domain/pools/index.ts';
import { toNodeId } from '../shared/index.ts';
import { ContributionType } from './contribution.type.ts';

@Resolver(() => ContributionType)
export class ContributionFields {
  @FieldResolver(() => ID, { description: 'The pool contributed to.' })
  poolId(@Root() contribution: Contribution): string {
    return toNodeId('Pool', contribution.poolId);
  }

  @FieldResolver(() => ID, { description: 'The dataset contributed.' })
  datasetId(@Root() contribution: Contribution): string {
    return toNodeId('Dataset', contribution.datasetId);
  }
}
