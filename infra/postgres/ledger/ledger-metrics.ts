import type { DataSource } from 'typeorm';
import type { Metric, MetricSource } from '../../../domain/shared/index.ts';

const COUNTS = `
  SELECT (SELECT sum(number) FROM ledger_chains) AS batches, (SELECT max(seq) FROM ledger_journals) AS journals`;

export class LedgerMetrics implements MetricSource {
  readonly name = 'ledger';

  constructor(private readonly dataSource: DataSource) {}

  async read(): Promise<readonly Metric[]> {
    const [row] = await this.dataSource.query<{ batches: string | null; journals: string | null }[]>(COUNTS);
    return [
      {
        name: 'ledger_batches_total',
        help: 'Batches that were sealed, over all chains.',
        type: 'counter',
        samples: [{ value: BigInt(row?.batches ?? 0) }],
      },
      {
        name: 'ledger_last_journal_number',
        help: 'The number of the newest journal. Numbers rise, with holes.',
        type: 'gauge',
        samples: [{ value: BigInt(row?.journals ?? 0) }],
      },
    ];
  }
}
