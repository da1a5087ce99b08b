import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type {
  ConfirmCase,
  DecideCase,
  ProposeCorrection,
  RejectCorrection,
  TakeCase,
} from '../../domain/cases/index.ts';
import { fromNodeId, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import {
  ApproveCorrectionInput,
  CaseInput,
  CasePayload,
  ConfirmCaseInput,
  DecideCaseInput,
  ProposeCorrectionInput,
  RejectCorrectionInput,
} from './case.input.ts';

export interface CaseDeskUseCases {
  readonly takeCase: TakeCase;
  readonly decideCase: DecideCase;
  readonly confirmCase: ConfirmCase;
  readonly proposeCorrection: ProposeCorrection;
  readonly rejectCorrection: RejectCorrection;
}

/** What operators decide, alone or by two. */
@Resolver()
export class CaseDeskResolver {
  constructor(private readonly useCases: CaseDeskUseCases) {}

  @Mutation(() => CasePayload, {
    description: 'Reviews a case, or takes it over; a decision that was not confirmed is undone. For operators.',
  })
  takeCase(
    @Arg('input', () => CaseInput, { description: 'Which.' }) input: CaseInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    return payload(input, async () => {
      return { case: await this.useCases.takeCase.execute({ viewer: viewerOf(ctx), caseId: caseIdIn(input) }) };
    });
  }

  @Mutation(() => CasePayload, {
    description: 'Decides a case that the viewer reviews. It happens at once, unless a second operator must confirm.',
  })
  decideCase(
    @Arg('input', () => DecideCaseInput, { description: 'How.' }) input: DecideCaseInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    const { version, outcome, reason, note, amountMicros = null } = input;
    return payload(input, async () => {
      const decision = { version, outcome, reason, note, amountMicros };
      const command = { viewer: viewerOf(ctx), caseId: caseIdIn(input), ...decision };
      return { case: await this.useCases.decideCase.execute(command) };
    });
  }

  @Mutation(() => CasePayload, { description: 'Confirms what another operator decided; by that it happens.' })
  confirmCase(
    @Arg('input', () => ConfirmCaseInput, { description: 'Which.' }) input: ConfirmCaseInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), caseId: caseIdIn(input), seen: { version: input.version } };
      return { case: await this.useCases.confirmCase.execute(command) };
    });
  }

  @Mutation(() => CasePayload, { description: 'Proposes a journal that puts right another one. For operators.' })
  proposeCorrection(
    @Arg('input', () => ProposeCorrectionInput, { description: 'What, and why.' }) input: ProposeCorrectionInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    const { journal, statement, currency, legs } = input;
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), journal, statement, currency, legs };
      return { case: await this.useCases.proposeCorrection.execute(command) };
    });
  }

  @Mutation(() => CasePayload, { description: 'Approves a correction of another operator; by that it is posted.' })
  approveCorrection(
    @Arg('input', () => ApproveCorrectionInput, { description: 'Which.' }) input: ApproveCorrectionInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), caseId: caseIdIn(input), seen: { digest: input.digest } };
      return { case: await this.useCases.confirmCase.execute(command) };
    });
  }

  @Mutation(() => CasePayload, { description: 'Refuses a correction of another operator; nothing is posted.' })
  rejectCorrection(
    @Arg('input', () => RejectCorrectionInput, { description: 'Which, and why.' }) input: RejectCorrectionInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CasePayload> {
    const { reason, note } = input;
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), caseId: caseIdIn(input), reason, note };
      return { case: await this.useCases.rejectCorrection.execute(command) };
    });
  }
}

function caseIdIn({ caseId }: CaseInput): string {
  return fromNodeId('Case', caseId, 'caseId');
}
