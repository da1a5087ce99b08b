import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { statementCsv, type ReadStatement, type Statement, type StatementLine } from '../../domain/revenue/index.ts';
import { CSV_BOM, sha256Hex, type Id } from '../../domain/shared/index.ts';
import { toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { StatementLineType, StatementType } from './statement.type.ts';

const CURRENCY = { description: 'ISO 4217 code, such as `EUR`.' };

@Resolver(() => StatementType)
export class StatementResolver {
  constructor(private readonly statements: ReadStatement) {}

  @Query(() => StatementType, {
    description: 'What the viewer earned and drew as an owner, in a year or between two days.',
  })
  statement(
    @Arg('currency', () => String, CURRENCY) currency: string,
    @Arg('year', () => Int, { nullable: true, description: 'A calendar year (UTC), instead of two days.' })
    year: number | null,
    @Arg('from', () => String, { nullable: true, description: 'The first day, like `2026-01-01`.' })
    from: string | null,
    @Arg('to', () => String, { nullable: true, description: 'The last day; at most 366 days in all.' })
    to: string | null,
    @Ctx() ctx: ApiContext,
  ): Promise<Statement> {
    const span = { year: year ?? null, from: from ?? null, to: to ?? null };
    return this.statements.execute(viewerOf(ctx), currency, span);
  }

  @Query(() => StatementType, {
    description:
      'For the tax office: what became payable to the viewer in a calendar year, and what they drew. Once the year is over it never changes.',
  })
  yearlyStatement(
    @Arg('year', () => Int, { description: 'A calendar year (UTC).' }) year: number,
    @Arg('currency', () => String, CURRENCY) currency: string,
    @Ctx() ctx: ApiContext,
  ): Promise<Statement> {
    return this.statements.ofYear(viewerOf(ctx), currency, year);
  }

  @FieldResolver(() => String, { description: 'The statement as CSV (RFC 4180, UTF-8), with micros and decimals.' })
  csv(
    @Root() statement: Statement,
    @Arg('bom', () => Boolean, {
      defaultValue: false,
      description: 'Begin with a byte order mark, by which spreadsheets tell UTF-8.',
    })
    bom: boolean,
  ): string {
    return `${bom ? CSV_BOM : ''}${csvOf(statement)}`;
  }

  @FieldResolver(() => String, { description: 'SHA-256 of `csv` without the mark, by which two copies are compared.' })
  digest(@Root() statement: Statement): string {
    return sha256Hex(csvOf(statement));
  }
}

@Resolver(() => StatementLineType)
export class StatementLineFields {
  @FieldResolver(() => ID, { description: 'The model version that it is about.' })
  modelVersionId(@Root() line: StatementLine): string {
    return toNodeId('ModelVersion', line.modelVersionId);
  }
}

function csvOf(statement: Statement): string {
  return statementCsv(statement, (id: Id) => toNodeId('ModelVersion', id));
}
