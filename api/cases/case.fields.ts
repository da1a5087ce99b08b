import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Case, Cases, CaseStep, CaseSteps, Evidence, EvidenceEntries } from '../../domain/cases/index.ts';
import type { PreviewDecision } from '../../domain/cases/index.ts';
import type { Accounts, AccountKey, BookedJournal, Journals } from '../../domain/ledger/index.ts';
import type { RefundPreview } from '../../domain/revenue/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { JournalType } from '../ledger/index.ts';
import { BigIntString, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { CaseStepType, CaseType, CorrectionLegType, EvidenceType, RefundPreviewType } from './case.type.ts';

export interface CaseFieldsParts {
  readonly cases: Cases;
  readonly caseSteps: CaseSteps;
  readonly evidence: EvidenceEntries;
  readonly journals: Journals;
  readonly accounts: Accounts;
  readonly previewDecision: PreviewDecision;
}

/** What hangs on a case, read for all cases of a page in one statement each. */
@Resolver(() => CaseType)
export class CaseFields {
  private readonly stepsOf;
  private readonly evidenceOf;
  private readonly journalsOf;
  private readonly balancesOf;
  private readonly preview: PreviewDecision;

  constructor({ cases, caseSteps, evidence, journals, accounts, previewDecision }: CaseFieldsParts) {
    this.preview = previewDecision;
    this.stepsOf = async (ids: readonly Id[]): Promise<CaseStep[][]> => grouped(ids, await caseSteps.ofCases(ids));
    this.evidenceOf = async (ids: readonly Id[]): Promise<Evidence[][]> => grouped(ids, await evidence.ofCases(ids));
    this.balancesOf = async (keys: readonly AccountKey[]): Promise<bigint[]> => {
      const balances = await accounts.balances(keys);
      return keys.map((key) => balances.get(key) ?? 0n);
    };
    this.journalsOf = async (ids: readonly Id[]): Promise<BookedJournal[][]> => {
      const keys = await cases.journalsOf(ids);
      const booked = await journals.booked([...keys.values()].flat());
      return ids.map((id) => (keys.get(id) ?? []).flatMap((key) => booked.get(key) ?? []));
    };
  }

  @FieldResolver(() => ID, { nullable: true, description: 'Who opened it; null where the instance did.' })
  openerId(@Root() one: Case): string | null {
    return one.openerId && toNodeId('User', one.openerId);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The gateway that it is about. For operators; else null.' })
  gatewayId(@Root() one: Case, @Ctx() ctx: ApiContext): string | null {
    return forOperators(ctx, one.gatewayId, 'Gateway');
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The operator who reviews it. For operators; else null.' })
  reviewerId(@Root() one: Case, @Ctx() ctx: ApiContext): string | null {
    return forOperators(ctx, one.reviewerId, 'User');
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The second operator. For operators; else null.' })
  secondId(@Root() one: Case, @Ctx() ctx: ApiContext): string | null {
    return forOperators(ctx, one.secondId, 'User');
  }

  @FieldResolver(() => [CorrectionLegType], {
    nullable: true,
    description: 'Of a correction. For operators; else null.',
  })
  async legs(@Root() { legs }: Case, @Ctx() ctx: ApiContext): Promise<CorrectionLegType[] | null> {
    if (!legs || !viewerOf(ctx).isOperator) return null;
    const balances = await ctx.loaders.of(this.balancesOf).loadMany(legs.map(({ account }) => account));
    return legs.map((leg, at) => {
      const balanceMicros = balances[at];
      if (balanceMicros instanceof Error) throw balanceMicros;
      return { ...leg, balanceMicros: balanceMicros ?? 0n };
    });
  }

  @FieldResolver(() => [CaseStepType], { description: 'What happened to it, the oldest first.' })
  steps(@Root() one: Case, @Ctx() ctx: ApiContext): Promise<CaseStep[]> {
    return ctx.loaders.of(this.stepsOf).load(one.id);
  }

  @FieldResolver(() => [EvidenceType], { description: 'What was said and shown, the oldest first; at most 100.' })
  evidence(@Root() one: Case, @Ctx() ctx: ApiContext): Promise<Evidence[]> {
    return ctx.loaders.of(this.evidenceOf).load(one.id);
  }

  @FieldResolver(() => [JournalType], { description: 'The movements of money that it caused.' })
  journals(@Root() one: Case, @Ctx() ctx: ApiContext): Promise<BookedJournal[]> {
    return ctx.loaders.of(this.journalsOf).load(one.id);
  }

  @FieldResolver(() => RefundPreviewType, { description: 'What a refund would move now. For operators.' })
  refundPreview(
    @Root() one: Case,
    @Arg('amountMicros', () => BigIntString, { nullable: true, description: 'Without: all that is left.' })
    amountMicros: bigint | null,
    @Ctx() ctx: ApiContext,
  ): Promise<RefundPreview> {
    return this.preview.execute(viewerOf(ctx), one.id, amountMicros);
  }
}

/** Which operator said or did something is for operators to know. */
@Resolver(() => EvidenceType)
export class EvidenceFields {
  @FieldResolver(() => ID, { nullable: true, description: 'Who: the viewer. For operators anybody; else null.' })
  authorId(@Root() { authorId }: Evidence, @Ctx() ctx: ApiContext): string | null {
    return authorId === viewerOf(ctx).userId ? toNodeId('User', authorId) : forOperators(ctx, authorId, 'User');
  }
}

@Resolver(() => CaseStepType)
export class CaseStepFields {
  @FieldResolver(() => ID, { nullable: true, description: 'Who; null for a rule. For operators; else null.' })
  actorId(@Root() step: CaseStep, @Ctx() ctx: ApiContext): string | null {
    return forOperators(ctx, step.actorId, 'User');
  }
}

function forOperators(ctx: ApiContext, id: Id | null, type: string): string | null {
  return id && viewerOf(ctx).isOperator ? toNodeId(type, id) : null;
}

function grouped<T extends { readonly caseId: Id }>(ids: readonly Id[], rows: readonly T[]): T[][] {
  const byCase = new Map<Id, T[]>(ids.map((id) => [id, []]));
  for (const row of rows) byCase.get(row.caseId)?.push(row);
  return ids.map((id) => byCase.get(id) ?? []);
}
