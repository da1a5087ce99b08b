import type { Command } from 'commander';
import { ProposeRepricingDocument, type ProposeRepricingInput } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import { microsOf } from '../money.ts';
import type { Output } from '../output.ts';

type RepriceOptions = CommonOptions & {
  readonly title: string;
  readonly query?: string;
  readonly inputTokens?: string;
  readonly outputTokens?: string;
  readonly second?: string;
  readonly minimum?: string;
  readonly owners?: string;
  readonly builder?: string;
};

/** Other prices for a published model, or another split. */
export function repriceCommands(program: Command): void {
  command(program, 'reprice <version>', 'ask the members, and its owners where they would have less, for other prices')
    .option('--title <why>', 'why, in one line', 'Other prices')
    .option('--query <amount>', 'price of a query, such as 0.01')
    .option('--input-tokens <amount>', 'price of a million input tokens')
    .option('--output-tokens <amount>', 'price of a million output tokens')
    .option('--second <amount>', 'price of a second')
    .option('--minimum <amount>', 'least charge of a call')
    .option('--owners <ppm>', 'owners’ share, in parts per million')
    .option('--builder <ppm>', 'builder’s share, in parts per million')
    .action(asUser(reprice));
}

async function reprice({ client }: Account, output: Output, id: string, options: RepriceOptions): Promise<void> {
  idGiven(id, 'models <pool>');
  const { title, query, inputTokens, outputTokens, second, minimum, owners, builder } = options;
  const changes = [query, inputTokens, outputTokens, second, minimum, owners, builder];
  if (changes.every((change) => change === undefined)) {
    throw new UsageFault('Say what changes, such as --query 0.01 or --owners 700000 --builder 200000.');
  }
  const input: ProposeRepricingInput = {
    modelVersionId: id,
    title,
    pricePerQueryMicros: amountOf(query),
    pricePerMillionInputTokensMicros: amountOf(inputTokens),
    pricePerMillionOutputTokensMicros: amountOf(outputTokens),
    pricePerSecondMicros: amountOf(second),
    minimumChargeMicros: amountOf(minimum),
    ownersPpm: shareOf(owners),
    builderPpm: shareOf(builder),
  };
  const asked = (await client.request(ProposeRepricingDocument, { input })).proposeRepricing;
  const { proposal, ownersProposal } = asked;
  output.show({ proposal, ownersProposal }, [
    ...(proposal?.effects ?? []),
    `Members: commonpool vote ${proposal?.id} for`,
    ...(ownersProposal ? [`Owners: commonpool vote ${ownersProposal.id} for`] : []),
  ]);
}

function amountOf(amount: string | undefined): string | null {
  return amount === undefined ? null : microsOf(amount);
}

function shareOf(ppm: string | undefined): number | null {
  if (ppm === undefined) return null;
  if (!/^\d{1,7}$/.test(ppm)) throw new UsageFault(`A share is in parts per million; ${ppm} is none.`);
  return Number(ppm);
}
