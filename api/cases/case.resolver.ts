import 'reflect-metadata';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import {
  caseSubject,
  maySee,
  type AddEvidence,
  type Case,
  type Cases,
  type ClaimCommand,
  type ClaimRefund,
  type WithdrawCase,
} from '../../domain/cases/index.ts';
import { assertOperator } from '../../domain/identity/index.ts';
import type { PaidFor } from '../../domain/revenue/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followEvents,
  followState,
  fromNodeId,
  Live,
  payload,
  viewerOf,
  withoutNulls,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { AddEvidenceInput, CaseFilterInput, CaseInput, CasePayload, ClaimInput } from './case.input.ts';
import { CaseConnection, CaseType } from './case.type.ts';

export interface CaseUseCases {
  readonly cases: Cases;
  readonly claimRefund: ClaimRefund;
  readonly addEvidence: AddEvidence;
  readonly withdrawCase: WithdrawCase;
}

/** What the parties of cases do, and what everybody who may see them reads. */
@Resolver()
export class CaseResolver {
  constructor(private readonly useCases: CaseUseCases) {}

  @Query(() => CaseConnection, { description: 'The viewer’s own cases, the newest first.' })
  cases(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Case>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['cases', userId], (request) => this.useCases.cases.ofParty(userId, request));
  }

  @Query(() => CaseConnection, { description: 'Everybody’s cases, the newest first. For operators.' })
  caseQueue(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('filter', () => CaseFilterInput, { nullable: true, description: 'Only some of them.' })
    filter: CaseFilterInput | null | undefined,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<Case>> {
    assertOperator(viewerOf(ctx));
    const wanted = withoutNulls<CaseFilterInput>(filter ?? {});
    return connectionFrom(args, ['caseQueue', Object.entries(wanted)], (request) =>
      this.useCases.cases.list(wanted, request),
    );
  }

  @Live(() => CaseType, { description: 'One case: now, and after each change.', nullable: true })
  caseChanged(
    @Arg('id', () => ID, { description: 'A case that the viewer may see.' }) caseId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<Case> {
    const id = fromNodeId('Case', caseId);
    return followState(ctx, `${caseSubject}.${id}`, async (viewer) => {
      const one = await this.useCases.cases.byId(id);
      return one && maySee(viewer, one) ? one : null;
    });
  }

  @Live(() => CaseType, { description: 'Each case, whenever something happens to it. For operators.' })
  casesChanged(@Ctx() ctx: ApiContext): AsyncIterable<Case> {
    assertOperator(viewerOf(ctx));
    return followEvents(ctx, `${caseSubject}.*`, async ({ payload: { caseId } }, viewer) => {
      return viewer.isOperator && typeof caseId === 'string' ? this.useCases.cases.byId(caseId) : null;
    });
  }

  @Mutation(() => CasePayload, { description: 'Disputes one of the viewer’s calls, until its refund window is over.' })
  disputeUsage(
    @Arg('input', () => ClaimInput, { description: 'Which, and why.' }) input: ClaimInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    return this.claim(ctx, input, 'dispute');
  }

  @Mutation(() => CasePayload, { description: 'Asks for the price of one of the viewer’s calls, at any time.' })
  requestRefund(
    @Arg('input', () => ClaimInput, { description: 'Which, and why.' }) input: ClaimInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    return this.claim(ctx, input, 'refund-request');
  }

  @Mutation(() => CasePayload, { description: 'Adds to a case that has not ended. For its parties and operators.' })
  addEvidence(
    @Arg('input', () => AddEvidenceInput, { description: 'What.' }) input: AddEvidenceInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    return payload(input, async () => {
      const { text, url = null, digest = null } = input;
      const caseId = fromNodeId('Case', input.caseId, 'caseId');
      await this.useCases.addEvidence.execute({ viewer: viewerOf(ctx), caseId, text, url, digest });
      return { case: await this.useCases.cases.byId(caseId) };
    });
  }

  @Mutation(() => CasePayload, { description: 'Takes back a case that the viewer opened, until it is decided.' })
  withdrawCase(
    @Arg('input', () => CaseInput, { description: 'Which.' }) input: CaseInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    return payload(input, async () => {
      const caseId = fromNodeId('Case', input.caseId, 'caseId');
      return { case: await this.useCases.withdrawCase.execute({ viewer: viewerOf(ctx), caseId }) };
    });
  }

  private claim(ctx: ApiContext, input: ClaimInput, kind: ClaimCommand['kind']): Promise<CasePayload> {
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), kind, call: callIn(input), statement: input.statement };
      return { case: await this.useCases.claimRefund.execute(command) };
    });
  }
}

function callIn({ inboxId = null, ticketId = null }: ClaimInput): PaidFor {
  if (inboxId !== null && ticketId === null) return { inboxId };
  if (inboxId === null && ticketId !== null) return { ticketId: fromNodeId('Ticket', ticketId, 'ticketId') };
  throw new InvalidInput(['inboxId'], 'Name either the call, or the ticket of one that was never reported.');
}
