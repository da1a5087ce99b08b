import type { Command } from 'commander';
import type { CommonpoolClient } from '../../codegen/client/index.ts';
import {
  DatasetChangedDocument,
  EarningsChangedDocument,
  NodeDocument,
  PoolChangedDocument,
  ProposalChangedDocument,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command } from '../command.ts';
import { UsageFault } from '../faults.ts';
import { money } from '../money.ts';
import type { Output } from '../output.ts';
import { tallyLine } from '../tally.ts';

interface Seen {
  readonly value: unknown;
  readonly line: string;
}

export function watchCommand(program: Command): void {
  command(
    program,
    'watch <id>',
    'follow a pool, a proposal, a dataset or your earnings from a model version, until Ctrl-C',
  ).action(asUser(watch));
}

async function watch({ client }: Account, output: Output, id: string): Promise<void> {
  const { node } = await client.request(NodeDocument, { id });
  if (!node) throw new UsageFault(`${id} was not found, or you may not see it.`);
  for await (const { value, line } of following(client, node.kind, id)) {
    output.show(value, [`${new Date().toISOString().slice(11, 19)}  ${line}`]);
  }
}

async function* following(client: CommonpoolClient, type: string, id: string): AsyncGenerator<Seen> {
  switch (type) {
    case 'Dataset':
      for await (const { datasetChanged: value } of client.follow(DatasetChangedDocument, { datasetId: id })) {
        yield { value, line: `${value.state}, ${value.records} records` };
      }
      return;
    case 'ModelVersion':
      for await (const { earningsChanged: value } of client.follow(EarningsChangedDocument, { modelVersionId: id })) {
        yield { value, line: `earned ${money(value.earnedMicros, value.currency)}` };
      }
      return;
    case 'Pool':
      for await (const { poolChanged: value } of client.follow(PoolChangedDocument, { poolId: id })) {
        yield {
          value,
          line: `${value.name}: ${value.state}, ${value.pledged.persons} persons, ${value.pledged.records} records`,
        };
      }
      return;
    case 'Proposal':
      for await (const { proposalChanged: value } of client.follow(ProposalChangedDocument, { proposalId: id })) {
        yield { value, line: `${value.state}: ${tallyLine(value)}` };
      }
      return;
    default:
      throw new UsageFault(`A ${type} cannot be followed; a pool, a proposal, a dataset or a model version can.`);
  }
}
