import type { ModelVersions } from '../models/index.ts';
import type { Pools } from '../pools/index.ts';
import type { Currency, Id } from '../shared/index.ts';
import type { ChargeTally } from './charge.ts';
import { linesOf, type InvoiceDraft } from './invoice.ts';
import type { Party } from './party.ts';
import type { Taxes } from './taxes.ts';

/** Lines, total and tax of a customer's charges: for an invoice, and for the preview of one. */
export class DrawUpInvoice {
  constructor(
    private readonly modelVersions: Pick<ModelVersions, 'byIds'>,
    private readonly pools: Pick<Pools, 'byIds'>,
    private readonly taxes: Taxes,
  ) {}

  async execute(
    tallies: readonly ChargeTally[],
    { currency, billedTo, at }: { readonly currency: Currency; readonly billedTo: Party | null; readonly at: Date },
  ): Promise<InvoiceDraft> {
    const names = await this.namesOf(tallies);
    const lines = linesOf(tallies, ({ kind, modelVersionId }) => {
      const what = modelVersionId === null ? null : (names.get(modelVersionId) ?? `Model version ${modelVersionId}`);
      if (kind === 'usage') return what ?? 'Calls of models';
      return what === null ? `Given back (${kind})` : `Given back (${kind}): ${what}`;
    });
    const totalMicros = lines.reduce((sum, line) => sum + line.amountMicros, 0n);
    const { country = null, taxId = null } = billedTo ?? {};
    const tax = await this.taxes.lineFor({ country, taxId, amountMicros: totalMicros, currency, at });
    return { lines, totalMicros, tax };
  }

  private async namesOf(tallies: readonly ChargeTally[]): Promise<ReadonlyMap<Id, string>> {
    const ids = [...new Set(tallies.flatMap((tally) => tally.modelVersionId ?? []))];
    const versions = ids.length > 0 ? await this.modelVersions.byIds(ids) : [];
    const pools = await this.pools.byIds([...new Set(versions.map((version) => version.poolId))]);
    const poolNames = new Map(pools.map((pool) => [pool.id, pool.name]));
    return new Map(
      versions.flatMap(({ id, poolId, number }) => {
        const pool = poolNames.get(poolId);
        return pool === undefined ? [] : [[id, `${pool}, version ${number}`] as const];
      }),
    );
  }
}
