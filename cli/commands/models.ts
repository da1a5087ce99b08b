import type { Command } from 'commander';
import { ModelVersionsDocument, ProposeModelMoveDocument, type ModelMove } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { idGiven } from '../ids.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';

type MoveOptions = CommonOptions & { readonly title: string };

/** What a pool has published, and stopping it. */
export function modelCommands(program: Command): void {
  command(program, 'models <pool>', 'the model versions that a pool has published, the newest first').action(
    asUser(models),
  );
  for (const [name, what, kind] of [
    ['suspend', 'ask the members to let a model version take no calls', 'SUSPEND_MODEL'],
    ['resume', 'ask the members to let a suspended version take calls again', 'RESUME_MODEL'],
  ] as const) {
    command(program, `${name} <version>`, what)
      .option('--title <why>', 'why, in one line', `To ${name} a model`)
      .action(asUser(moveBy(kind)));
  }
}

async function models({ client }: Account, output: Output, poolId: string): Promise<void> {
  idGiven(poolId, 'pools');
  const { modelVersions } = await client.request(ModelVersionsDocument, { poolId, first: 100 });
  const versions = modelVersions.edges.map(({ node }) => node);
  const rows = versions.map(({ id, number, state, repricings, pricePerQueryMicros, currency }) => {
    const latest = repricings.at(-1);
    const price = money(latest?.pricePerQueryMicros ?? pricePerQueryMicros, currency);
    return [id, String(number), state.toLowerCase(), latest ? `${price} from ${latest.since}` : price];
  });
  const listed = [['version', 'number', 'state', 'a query'], ...rows];
  output.show(versions, table(listed, 'It has published none yet.'));
}

function moveBy(move: ModelMove) {
  return async ({ client }: Account, output: Output, modelVersionId: string, { title }: MoveOptions): Promise<void> => {
    idGiven(modelVersionId, 'models <pool>');
    const input = { modelVersionId, move, title };
    const { proposal } = (await client.request(ProposeModelMoveDocument, { input })).proposeModelMove;
    output.show(proposal, [...(proposal?.effects ?? []), `commonpool vote ${proposal?.id} for`]);
  };
}
