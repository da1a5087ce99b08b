import type { Command } from 'commander';
import { mandateObject, revocationObject, type MandateDraft } from '../../codegen/client/index.ts';
import {
  GiveMandateDocument,
  MandatesDocument,
  RevokeMandateDocument,
  SetSpendingLimitDocument,
  SpendingLimitsDocument,
  TicketsDocument,
  type MandateStateFragment,
  type SpendingLimitStateFragment,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import { microsOf, money } from '../money.ts';
import { table, type Output } from '../output.ts';

const DAY_MS = 86_400_000;

export function mandateCommands(program: Command): void {
  command(program, 'mandates', 'what gateways may spend on your account').action(asUser(mandates));
  command(
    program,
    'give-mandate <target>',
    'let gateways buy calls of a model version, or with --pool of all of a pool’s',
  )
    .requiredOption('--max-price <amount>', 'what one call may cost at most, like 0.05')
    .requiredOption('--daily-cap <amount>', 'what the calls of one day may cost together')
    .option('--currency <code>', 'in which the model is paid', 'EUR')
    .option('--days <number>', 'how long it lasts', '30')
    .option('--key <api-key>', 'the id of the one key that may call; else any of yours')
    .option('--pool', 'the target is a pool', false)
    .option('--yes', 'sign without asking, for programs', false)
    .action(asUser(give));
  command(program, 'revoke-mandate <mandate>', 'end a mandate at once').action(asUser(revoke));
  command(program, 'tickets', 'the calls that gateways bought on your account, newest first').action(asUser(tickets));
  command(program, 'limits', 'your spending limits, and what is spent').action(asUser(limits));
  command(program, 'set-limit <currency>', 'bound your own spending; without an amount the limit is removed')
    .option('--daily <amount>', 'most per day (UTC), like 5.00')
    .option('--monthly <amount>', 'most per calendar month (UTC)')
    .action(asUser(setLimit));
}

async function mandates({ client }: Account, output: Output): Promise<void> {
  const { mandates: list } = await client.request(MandatesDocument, { first: 100 });
  const nodes = list.edges.map(({ node }) => node);
  const rows = nodes.map((mandate) => [
    mandate.id,
    mandate.modelVersionId ?? mandate.poolId ?? '',
    ...[mandate.maxPriceMicros, mandate.dailyCapMicros].map((micros) => money(micros, mandate.currency)),
    standing(mandate),
  ]);
  const head = ['MANDATE', 'MODEL VERSION OR POOL', 'MOST PER CALL', 'MOST PER DAY', 'STANDS'];
  output.show(nodes, table([head, ...rows], 'You have given no mandate. Give one with `commonpool give-mandate`.'));
}

function standing({ revokedAt, expiresAt, signed }: MandateStateFragment): string {
  if (revokedAt) return `ended ${revokedAt}`;
  return `until ${expiresAt}${signed ? '' : ', unsigned'}`;
}

type GiveOptions = CommonOptions & {
  readonly maxPrice: string;
  readonly dailyCap: string;
  readonly currency: string;
  readonly days: string;
  readonly key?: string;
  readonly pool: boolean;
  readonly yes: boolean;
};

async function give({ client }: Account, output: Output, target: string, options: GiveOptions): Promise<void> {
  const draft = draftOf(target, options);
  const [price, cap] = [draft.maxPriceMicros, draft.dailyCapMicros].map((micros) => money(micros, draft.currency));
  output.say(
    `Gateways may buy calls of ${target} ${options.key ? `with the key ${options.key}` : 'with any of your keys'}.`,
  );
  output.say(`One call costs at most ${price}, all of a day at most ${cap}; until ${draft.expiresAt}.`);
  if (!options.yes) await confirm('Sign this mandate?');
  const { subject, object } = mandateObject(draft);
  const statementJws = await client.statement('mandates.give', subject, object);
  const { giveMandate } = await client.request(GiveMandateDocument, { input: { ...draft, statementJws } });
  output.show(giveMandate.mandate, [`Given, as ${giveMandate.mandate?.id ?? ''}.`]);
}

function draftOf(target: string, { maxPrice, dailyCap, currency, days, key, pool }: GiveOptions): MandateDraft {
  idGiven(target, 'pools');
  if (!/^[1-9]\d{0,2}$/.test(days)) throw new UsageFault(`${days} is no number of days. Give 1 to 366.`);
  const bounds = { currency, maxPriceMicros: microsOf(maxPrice), dailyCapMicros: microsOf(dailyCap) };
  const expiresAt = new Date(Date.now() + Number(days) * DAY_MS).toISOString();
  return {
    ...(pool ? { poolId: target } : { modelVersionId: target }),
    ...(key === undefined ? {} : { apiKeyId: key }),
    ...bounds,
    expiresAt,
  };
}

async function revoke({ client }: Account, output: Output, mandateId: string): Promise<void> {
  idGiven(mandateId, 'mandates');
  const { subject, object } = revocationObject(mandateId);
  const statementJws = await client.statement('mandates.revoke', subject, object);
  const { revokeMandate } = await client.request(RevokeMandateDocument, { input: { mandateId, statementJws } });
  output.show(revokeMandate.mandate, ['Revoked. Calls that were bought before are still paid.']);
}

async function tickets({ client }: Account, output: Output): Promise<void> {
  const { tickets: list } = await client.request(TicketsDocument, { first: 100 });
  const nodes = list.edges.map(({ node }) => node);
  const rows = nodes.map(({ id, state, issuedAt, currency, maxPriceMicros, capturedMicros, releaseReason }) => [
    id,
    state,
    issuedAt,
    money(maxPriceMicros, currency),
    capturedMicros === null ? '-' : money(capturedMicros, currency),
    releaseReason ?? '',
  ]);
  const head = ['TICKET', 'STATE', 'BOUGHT', 'HELD', 'PAID', 'WHY RELEASED'];
  output.show(nodes, table([head, ...rows], 'No gateway has bought a call on your account yet.'));
}

async function limits({ client }: Account, output: Output): Promise<void> {
  const { spendingLimits } = await client.request(SpendingLimitsDocument);
  const head = ['CURRENCY', 'MOST PER DAY', 'SPENT', 'MOST PER MONTH', 'SPENT', 'LEFT NOW'];
  output.show(spendingLimits, table([head, ...spendingLimits.map(limitRow)], 'You have set no spending limit.'));
}

function limitRow(limit: SpendingLimitStateFragment): string[] {
  const { currency, dailyMicros, monthlyMicros, spentTodayMicros, spentThisMonthMicros, remainingMicros } = limit;
  const amount = (micros: string | null) => (micros === null ? '-' : money(micros, currency));
  const [day, month] = [
    [dailyMicros, spentTodayMicros],
    [monthlyMicros, spentThisMonthMicros],
  ] as const;
  return [currency, ...[...day, ...month, remainingMicros].map(amount)];
}

type LimitOptions = CommonOptions & { readonly daily?: string; readonly monthly?: string };

async function setLimit(
  { client }: Account,
  output: Output,
  currency: string,
  { daily, monthly }: LimitOptions,
): Promise<void> {
  const [dailyMicros, monthlyMicros] = [daily, monthly].map((amount) =>
    amount === undefined ? null : microsOf(amount),
  );
  const input = { currency, dailyMicros: dailyMicros ?? null, monthlyMicros: monthlyMicros ?? null };
  const { setSpendingLimit } = await client.request(SetSpendingLimitDocument, { input });
  const { spendingLimit } = setSpendingLimit;
  const left = spendingLimit && money(spendingLimit.remainingMicros, currency);
  output.show(spendingLimit, [
    left ? `It holds now; ${left} can be spent.` : `You have no limit in ${currency} any more.`,
  ]);
}
