import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  AuditFault,
  AuditFaults,
  AuditNow,
  AuditReport,
  AuditRun,
  AuditRuns,
  CheckResult,
  StartAudit,
} from '../../domain/audit/index.ts';
import { assertOperator } from '../../domain/identity/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followEvents,
  followState,
  fromNodeId,
  Live,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  AuditCheckType,
  AuditFaultConnection,
  AuditFaultType,
  AuditRunConnection,
  AuditRunType,
  AuditType,
  StartAuditInput,
  StartAuditPayload,
} from './audit.type.ts';

export interface AuditUseCases {
  readonly runs: AuditRuns;
  readonly faults: AuditFaults;
  readonly auditNow: AuditNow;
  readonly startAudit: StartAudit;
}

@Resolver(() => AuditRunType)
export class AuditResolver {
  constructor(private readonly useCases: AuditUseCases) {}

  @Query(() => AuditType, {
    description:
      'Runs every check while the request waits. Where the books are large, use `startAudit`. For operators.',
  })
  audit(@Ctx() ctx: ApiContext): Promise<AuditReport> {
    return this.useCases.auditNow.execute(viewerOf(ctx));
  }

  @Mutation(() => StartAuditPayload, { description: 'Asks the workers for a full audit. For operators.' })
  startAudit(
    @Arg('input', () => StartAuditInput, { description: 'Nothing of its own.' }) input: StartAuditInput,
    @Ctx() ctx: ApiContext,
  ): Promise<StartAuditPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => ({ run: await this.useCases.startAudit.execute(viewer) }));
  }

  @Query(() => AuditRunConnection, { description: 'All full audits, the newest first. For operators.' })
  auditRuns(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<AuditRun>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['auditRuns'], (request) => this.useCases.runs.page(request));
  }

  @Live(() => AuditRunType, { description: 'An audit: now, and after each of its checks. For operators.' })
  auditRunChanged(
    @Arg('runId', () => ID, { description: 'The id of an audit run.' }) runId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<AuditRun> {
    assertOperator(viewerOf(ctx));
    const id = fromNodeId('AuditRun', runId, 'runId');
    return followState(ctx, `audit.run.${id}`, (viewer) => {
      assertOperator(viewer);
      return this.useCases.runs.byId(id);
    });
  }

  @Query(() => AuditFaultConnection, { description: 'Rows that broke a rule, the newest first. For operators.' })
  auditFaults(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('open', () => Boolean, { description: 'True: only those that were not found right again.' }) open: boolean,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<AuditFault>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['auditFaults', open], (request) => this.useCases.faults.page(request, open));
  }

  @Live(() => AuditFaultType, { description: 'Each row that is found to break a rule, once. For operators.' })
  auditAlarm(@Ctx() ctx: ApiContext): AsyncIterable<AuditFault> {
    assertOperator(viewerOf(ctx));
    return followEvents(ctx, 'audit.alarm.*', ({ payload: { faultId } }, viewer) => {
      assertOperator(viewer);
      return this.useCases.faults.byId(faultId as string);
    });
  }

  @FieldResolver(() => [AuditCheckType], { description: 'The checks that have run, in their order.' })
  results(@Root() run: AuditRun): Promise<readonly CheckResult[]> {
    return this.useCases.runs.results(run.id);
  }
}
