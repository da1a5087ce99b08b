import type { Command } from 'commander';
import { QuoteUsageDocument } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import { money } from '../money.ts';
import type { Output } from '../output.ts';
import { RULES } from './why.ts';

type PriceOptions = CommonOptions & {
  readonly queries: string;
  readonly inputTokens: string;
  readonly outputTokens: string;
  readonly seconds: string;
};

export function priceCommand(program: Command): void {
  command(program, 'price <model-version>', 'what a call would cost you now')
    .option('--queries <count>', 'how many queries', '1')
    .option('--input-tokens <count>', 'how many tokens go in', '0')
    .option('--output-tokens <count>', 'how many tokens come out', '0')
    .option('--seconds <count>', 'how many seconds', '0')
    .action(asUser(price));
}

async function price({ client }: Account, output: Output, modelVersionId: string, asked: PriceOptions): Promise<void> {
  const { quoteUsage: quote } = await client.request(QuoteUsageDocument, {
    modelVersionId,
    queries: count(asked.queries),
    inputTokens: count(asked.inputTokens),
    outputTokens: count(asked.outputTokens),
    seconds: count(asked.seconds),
  });
  output.show(quote, [
    `${money(quote.priceMicros, quote.currency)}: ${RULES[quote.rule]}. ${quote.freeQueriesLeft} free queries are left this month.`,
  ]);
}

function count(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new UsageFault(`${text} is no count. Write a whole number.`);
  return Number(text);
}
