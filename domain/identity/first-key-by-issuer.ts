import type { Id, Tx } from '../shared/index.ts';
import { issuerSubjectDigest } from './issuer-account.ts';
import type { IssuerAccounts, Issuers, Nullifiers } from './ports.ts';
import { TokenInvalid, TokenNotFresh } from './session-errors.ts';
import type { IdentitySettings } from './settings.ts';

/** An account that an external issuer brought in has no key to agree with; a token made just now stands in for it. */
export class FirstKeyByIssuer {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'freshTokenMs'>,
    private readonly issuers: Issuers,
    private readonly accounts: IssuerAccounts,
    private readonly nullifiers: Nullifiers,
  ) {}

  /** TokenInvalid (also for another account's token), TokenExpired, TokenNotFresh, IssuerUnreachable. */
  async execute(tx: Tx, userId: Id, issuerToken: string): Promise<void> {
    const claims = await this.issuers.verify(issuerToken);
    const owner = await this.accounts.userOf(await issuerSubjectDigest(this.nullifiers, claims));
    if (owner?.id !== userId) throw new TokenInvalid();
    if (tx.now.getTime() - claims.issuedAt.getTime() > this.settings.freshTokenMs) throw new TokenNotFresh();
  }
}
