import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { CommonpoolClient } from '../../codegen/client/index.ts';
import {
  StatementDocument,
  YearlyStatementCsvDocument,
  YearlyStatementDocument,
  type StatementStateFragment,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { currencyOf } from '../earnings.ts';
import { UsageFault } from '../faults.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';

type StatementOptions = CommonOptions & {
  readonly year?: string;
  readonly from?: string;
  readonly to?: string;
  readonly currency?: string;
  readonly payable: boolean;
  /** True: on the terminal. */
  readonly csv?: string | true;
  readonly bom: boolean;
};

export function statementCommand(program: Command): void {
  command(program, 'statement', 'what you earned and drew as an owner, line by line')
    .option('--year <year>', 'a calendar year, like 2026; the present one without')
    .option('--from <day>', 'instead of a year: the first day, like 2026-01-01')
    .option('--to <day>', 'instead of a year: the last day')
    .option('--currency <code>', 'such as EUR; not needed where you own models in one currency')
    .option('--payable', 'count what became payable in the year, as for the tax office', false)
    .option('--csv [file]', 'the same as CSV, into a file or onto the terminal')
    .option('--bom', 'with --csv: begin with a byte order mark, for spreadsheets', false)
    .action(asUser(statement));
}

async function statement({ client }: Account, output: Output, options: StatementOptions): Promise<void> {
  const { from, to, payable, csv } = options;
  const currency = await currencyOf(client, options.currency);
  if (from !== undefined || to !== undefined) {
    if (payable || csv) throw new UsageFault('What became payable is stated by the year: give --year.');
    const { statement: found } = await client.request(StatementDocument, { currency, from, to });
    return output.show(found, linesOf(found));
  }
  const year = yearGiven(options.year);
  if (csv) return asCsv(client, output, { ...options, csv }, { year, currency });
  const found = payable
    ? (await client.request(YearlyStatementDocument, { year, currency })).yearlyStatement
    : (await client.request(StatementDocument, { currency, year })).statement;
  output.show(found, linesOf(found));
}

function yearGiven(text: string | undefined): number {
  if (text === undefined) return new Date().getUTCFullYear();
  if (!/^\d{4}$/.test(text)) throw new UsageFault(`${text} is no year. Write it like 2026.`);
  return Number(text);
}

async function asCsv(
  client: CommonpoolClient,
  output: Output,
  { csv: target, bom }: { readonly csv: string | true; readonly bom: boolean },
  asked: { readonly year: number; readonly currency: string },
): Promise<void> {
  const { yearlyStatement } = await client.request(YearlyStatementCsvDocument, { ...asked, bom });
  const { csv, digest, final } = yearlyStatement;
  if (target === true) return output.show({ csv, digest, final }, [csv.trimEnd()]);
  await writeFile(target, csv);
  const state = final ? 'It is final.' : 'The year is not over, so it is not final.';
  output.show({ file: target, digest, final }, [`Written to ${target}. ${state} SHA-256 ${digest}`]);
}

function linesOf(found: StatementStateFragment): string[] {
  const { currency } = found;
  const rows = found.lines.map(({ period, kind, modelVersionId, count, amountMicros, balanceMicros, final }) => [
    period,
    kind.toLowerCase(),
    modelVersionId,
    count ?? '',
    money(amountMicros, currency),
    money(balanceMicros, currency),
    final ? '' : 'provisional',
  ]);
  return [
    `${found.from} to ${found.to}, by what was ${found.basis.toLowerCase()}: opening balance ${money(found.openingMicros, currency)}`,
    ...table([['PERIOD', '', 'MODEL VERSION', 'COUNT', 'AMOUNT', 'BALANCE', ''], ...rows], 'No lines.'),
    `Income ${money(found.incomeMicros, currency)}, drawn ${money(found.drawnMicros, currency)}, closing balance ${money(found.closingMicros, currency)}.`,
  ];
}
