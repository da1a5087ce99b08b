import type { Command } from 'commander';
import {
  DelegateVoteDocument,
  DelegationsDocument,
  DelegationsToMeDocument,
  EndDelegationDocument,
  type DelegationStateFragment,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';

/** Who votes for whom. */
export function delegationCommands(program: Command): void {
  command(program, 'delegate <pool> <member>', 'let another member of a pool vote for you, as long as you do not vote')
    .option('--until <date>', 'until when, such as 2027-01-31; without, until you end it')
    .option('--yes', 'sign without asking, for programs', false)
    .action(asUser(delegate));
  command(program, 'delegations', 'to whom you delegated, the newest first')
    .option('--to-me <pool>', 'instead: who delegated to you in a pool')
    .action(asUser(delegations));
  command(program, 'end-delegation <delegation>', 'vote for yourself again, from the next proposal on').action(
    asUser(end),
  );
}

type DelegateOptions = CommonOptions & { readonly until?: string; readonly yes: boolean };

async function delegate(
  { client }: Account,
  output: Output,
  poolId: string,
  memberId: string,
  { until, yes }: DelegateOptions,
): Promise<void> {
  const [groupId, delegateId] = [idGiven(poolId, 'pools'), idGiven(memberId, 'delegations')];
  const expiresAt = until === undefined ? null : dateGiven(until);
  output.say(`${memberId} will vote for you in ${poolId}${expiresAt ? ` until ${expiresAt}` : ''}, unless you do.`);
  output.say('It reaches proposals that are published from now on.');
  if (!yes) await confirm('Sign it?');
  const statementJws = await client.statement('governance.delegate', groupId, { groupId, delegateId, expiresAt });
  const input = { poolId, delegateId: memberId, expiresAt, statementJws };
  const { delegation } = (await client.request(DelegateVoteDocument, { input })).delegateVote;
  output.show(delegation, ['It holds. Your own vote always counts instead.']);
}

async function delegations(
  { client }: Account,
  output: Output,
  { toMe: poolId }: CommonOptions & { readonly toMe?: string },
): Promise<void> {
  if (poolId !== undefined) idGiven(poolId, 'pools');
  const all = await nodesOf(async (page) =>
    poolId === undefined
      ? (await client.request(DelegationsDocument, page)).delegations
      : (await client.request(DelegationsToMeDocument, { ...page, poolId })).delegationsToMe,
  );
  output.show(all, table([['DELEGATION', 'POOL', 'OF', 'TO', 'SINCE', 'UNTIL'], ...all.map(row)], 'There is none.'));
}

async function end({ client }: Account, output: Output, delegationId: string): Promise<void> {
  idGiven(delegationId, 'delegations');
  const { delegation } = (await client.request(EndDelegationDocument, { input: { delegationId } })).endDelegation;
  output.show(delegation, [
    'Ended. On proposals that are open it still stands behind your delegate; vote to count yourself.',
  ]);
}

function row({ id, poolId, userId, delegateId, madeAt, expiresAt, endedAt }: DelegationStateFragment): string[] {
  const until = endedAt ? `ended ${endedAt.slice(0, 10)}` : (expiresAt?.slice(0, 10) ?? '');
  return [id, poolId, userId, delegateId, madeAt.slice(0, 10), until];
}

function dateGiven(until: string): string {
  const date = new Date(until);
  if (Number.isNaN(date.getTime())) throw new UsageFault(`${until} is no date. Write it like 2027-01-31.`);
  return date.toISOString();
}
