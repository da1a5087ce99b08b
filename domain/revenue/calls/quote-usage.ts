import type { Viewer } from '../../identity/index.ts';
import { versionAt, type ModelVersions } from '../../models/index.ts';
import type { Units } from '../../pools/index.ts';
import { InvalidInput, NotFound, type Currency, type Id, type Transactions } from '../../shared/index.ts';
import type { FreeMonths } from '../ports.ts';
import { chargeFor, type Charge } from './charge-rule.ts';

export interface Quote extends Charge {
  readonly currency: Currency;
  /** Queries that cost the viewer nothing this month (UTC), before this call. */
  readonly freeQueriesLeft: number;
}

const MOST_UNITS = 2_147_483_647;

/** What a call would cost the viewer now, by the same rules that price it when it is posted. */
export class QuoteUsage {
  constructor(
    private readonly transactions: Transactions,
    private readonly modelVersions: Pick<ModelVersions, 'byId'>,
    private readonly freeMonths: Pick<FreeMonths, 'usedNow'>,
  ) {}

  async execute(viewer: Viewer, modelVersionId: Id, units: Units): Promise<Quote> {
    assertUnits(units);
    const published = await this.modelVersions.byId(modelVersionId);
    if (!published) throw new NotFound('The model version', ['modelVersionId']);
    const version = await this.transactions.run(async (tx) => versionAt(published, tx.now));
    const used = (await this.freeMonths.usedNow(viewer.userId, [modelVersionId])).get(modelVersionId) ?? 0;
    const freeQueriesLeft = Math.max(0, version.freeQueriesPerMonth - used);
    const free = units.queries > 0 && units.queries <= freeQueriesLeft;
    return { ...chargeFor(units, version, { free, waived: false }), currency: version.currency, freeQueriesLeft };
  }
}

function assertUnits({ queries, inputTokens, outputTokens, seconds }: Units): void {
  for (const [name, count] of Object.entries({ queries, inputTokens, outputTokens, seconds })) {
    if (!Number.isInteger(count) || count < 0 || count > MOST_UNITS) {
      throw new InvalidInput([name], `A count is a whole number from 0 to ${MOST_UNITS}.`);
    }
  }
  if (queries + inputTokens + outputTokens + seconds === 0) {
    throw new InvalidInput(['queries'], 'A call uses at least one of something.');
  }
}
