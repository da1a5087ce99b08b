import type { Viewer } from '../identity/index.ts';
import type { Accounts } from '../ledger/index.ts';
import type { Currency, Micros } from '../shared/index.ts';
import { walletOf } from './payout-journals.ts';
import type { EarnedSource } from './request-payout.ts';
import { minimumOf, type PayoutSettings } from './settings.ts';

export interface Wallet {
  readonly source: EarnedSource;
  readonly currency: Currency;
  readonly balanceMicros: Micros;
  readonly minimumMicros: Micros;
}

/** What a user could take out, per wallet and currency of the instance. */
export class ReadWallets {
  constructor(
    private readonly settings: PayoutSettings,
    private readonly accounts: Accounts,
  ) {}

  async execute({ userId }: Viewer): Promise<Wallet[]> {
    const wanted = this.settings.currencies.flatMap((currency) =>
      (['owner', 'builder'] as const).map((source) => ({
        source,
        currency,
        key: walletOf({ source, userId, currency }),
      })),
    );
    const balances = await this.accounts.balances(wanted.map(({ key }) => key));
    return wanted.map(({ source, currency, key }) => {
      const minimumMicros = minimumOf(this.settings, currency);
      return { source, currency, balanceMicros: balances.get(key) ?? 0n, minimumMicros };
    });
  }
}
