import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CapRow, CapTable, SeeCapTable, Valuation, Valuations } from '../../domain/attribution/index.ts';
import { followState, fromNodeId, Live, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { CapRowType, CapTableType, ValuationType } from './cap-table.type.ts';

@Resolver(() => CapTableType)
export class CapTableResolver {
  constructor(private readonly seeCapTable: SeeCapTable) {}

  @Query(() => CapTableType, {
    nullable: true,
    description: 'The cap table of a run; null until it is frozen, and for who is neither owner, member nor builder.',
  })
  capTable(
    @Arg('runId', () => ID, { description: 'The id of a training run.' }) runId: string,
    @Ctx() ctx: ApiContext,
  ): Promise<CapTable | null> {
    return this.seeCapTable.ofRun(viewerOf(ctx), fromNodeId('TrainingRun', runId, 'runId'));
  }

  @FieldResolver(() => CapRowType, { nullable: true, description: 'The viewer’s own row; null if they have none.' })
  myRow(@Root() table: CapTable, @Ctx() ctx: ApiContext): Promise<CapRow | null> {
    return this.seeCapTable.ownRow(viewerOf(ctx), table);
  }

  @FieldResolver(() => ID, { description: 'The run whose model it owns.' })
  runId(@Root() table: CapTable): string {
    return toNodeId('TrainingRun', table.runId);
  }
}

/** Whether a run has been valued is open to every user; of how much to whom it says nothing. */
@Resolver(() => ValuationType)
export class ValuationResolver {
  constructor(private readonly valuations: Valuations) {}

  @Query(() => ValuationType, { nullable: true, description: 'The valuation of a run; null until the run succeeded.' })
  valuation(
    @Arg('runId', () => ID, { description: 'The id of a training run.' }) runId: string,
  ): Promise<Valuation | null> {
    return this.valuations.ofRun(fromNodeId('TrainingRun', runId, 'runId'));
  }

  @Live(() => ValuationType, { description: 'The valuation of a run: now, if there is one, and after each change.' })
  valuationChanged(
    @Arg('runId', () => ID, { description: 'The id of a training run.' }) runId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<Valuation> {
    const id = fromNodeId('TrainingRun', runId, 'runId');
    return followState(ctx, `attribution.valuation.${id}`, () => this.valuations.ofRun(id));
  }

  @FieldResolver(() => ID, { description: 'The run that is measured.' })
  runId(@Root() valuation: Valuation): string {
    return toNodeId('TrainingRun', valuation.runId);
  }
}
