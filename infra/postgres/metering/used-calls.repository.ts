import type { DataSource } from 'typeorm';
import { inboxIdIn, usageJournalKey, type UsedCall, type UsedCalls } from '../../../domain/metering/index.ts';

interface CallRow {
  readonly id: string;
  readonly model_version_id: string;
  readonly queries: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly seconds: number;
}

export class PostgresUsedCalls implements UsedCalls {
  constructor(private readonly dataSource: DataSource) {}

  async byJournal(keys: readonly string[]): Promise<ReadonlyMap<string, UsedCall>> {
    const ids = keys.map(inboxIdIn).filter((id) => id !== null);
    const rows = await this.dataSource.query<CallRow[]>(
      `SELECT id, model_version_id, queries, input_tokens, output_tokens, seconds FROM usage_events
       WHERE id = ANY ($1::bigint[])`,
      [ids.map(String)],
    );
    return new Map(rows.map((row) => [usageJournalKey(BigInt(row.id)), callOf(row)]));
  }
}

function callOf(row: CallRow): UsedCall {
  const { model_version_id: modelVersionId, queries, input_tokens, output_tokens, seconds } = row;
  return { modelVersionId, units: { queries, inputTokens: input_tokens, outputTokens: output_tokens, seconds } };
}
