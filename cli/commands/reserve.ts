import type { Command } from 'commander';
import { OptInDocument, ScopeOfferDocument, SetReserveDocument } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import type { Output } from '../output.ts';

/** What a member keeps in their own hands while their pool decides. */
export function reserveCommands(program: Command): void {
  command(program, 'reserve-terms <pool>', 'say under what your data stays in a pool, whatever its members decide')
    .option('--min-price <micros>', 'the least price of a query, in micros of the pool’s currency')
    .option('--forbid <use...>', 'kinds of algorithm or release modes that your data is not for, such as open')
    .option('--max-days <days>', 'the most days that a consent may be asked for')
    .option('--yes', 'sign without asking, for programs', false)
    .action(asUser(reserve));
  command(program, 'opt-in <contribution>', 'say yes to a new scope with one of your contributions')
    .option('--proposal <id>', 'the vote on it; without, the scope that is in force and left you dormant')
    .option('--yes', 'sign without asking, for programs', false)
    .action(asUser(optIn));
}

type ReserveOptions = CommonOptions & {
  readonly minPrice?: string;
  readonly forbid?: readonly string[];
  readonly maxDays?: string;
  readonly yes: boolean;
};

async function reserve({ client }: Account, output: Output, poolId: string, options: ReserveOptions): Promise<void> {
  const pool = idGiven(poolId, 'pools');
  const minPricePerQueryMicros = wholeGiven(options.minPrice, '--min-price');
  const days = wholeGiven(options.maxDays, '--max-days');
  const said = {
    minPricePerQueryMicros,
    forbiddenUses: [...(options.forbid ?? [])],
    maxRetentionDays: days === null ? null : Number(days),
  };
  output.say('A decision that breaks this takes your data out of the pool before it takes effect:');
  output.say(
    `  price of a query ${minPricePerQueryMicros ?? 'any'}, not for ${said.forbiddenUses.join(', ') || 'nothing'}, ${days ?? 'any number of'} days.`,
  );
  if (!options.yes) await confirm('Sign it?');
  const statementJws = await client.statement('pools.reserve', pool, said);
  const { setReserve } = await client.request(SetReserveDocument, { input: { poolId, ...said, statementJws } });
  output.show(setReserve.reserve, ['It holds.']);
}

async function optIn(
  { client }: Account,
  output: Output,
  contributionId: string,
  { proposal, yes }: CommonOptions & { readonly proposal?: string; readonly yes: boolean },
): Promise<void> {
  idGiven(contributionId, 'pools');
  const proposalId = proposal ?? null;
  if (proposal !== undefined) idGiven(proposal, 'proposals <pool>');
  const { scopeOffer } = await client.request(ScopeOfferDocument, { contributionId, proposalId });
  const { charterDigest, scopeDigest, contribution } = scopeOffer;
  output.say(
    proposal === undefined
      ? 'Your data is used again, under the scope that is in force. Read it with `commonpool pools` and the charter it names.'
      : `Your data is used under the new scope if the vote adopts it. Read it with \`commonpool proposal ${proposal}\`.`,
  );
  if (!yes) await confirm('Sign it?');
  const datasetId = idGiven(contribution.datasetId, 'datasets');
  const object = { charterDigest, scopeDigest, datasetId, poolId: idGiven(contribution.poolId, 'pools') };
  const statementJws = await client.statement('consents.give', datasetId, object);
  const input = { contributionId, proposalId, charterDigest, statementJws };
  const answer = await client.request(OptInDocument, { input });
  output.show(answer.optIn.contribution, [
    `Said yes. The contribution is ${answer.optIn.contribution?.state.toLowerCase()}.`,
  ]);
}

function wholeGiven(text: string | undefined, option: string): string | null {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) throw new UsageFault(`${option} is a whole number; ${text} is none.`);
  return text;
}
