import type { Id } from '../shared/index.ts';
import { issuerSubjectDigest } from './issuer-account.ts';
import type { IssuerAccounts, Issuers, Nullifiers } from './ports.ts';
import { TokenInvalid } from './session-errors.ts';
import type { IdentitySettings } from './settings.ts';

/** An account that an external issuer brought in has no key to agree with; a token made just now stands in for it. */
export class FirstKeyByIssuer {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'freshTokenMs'>,
    private readonly issuers: Issuers,
    private readonly accounts: IssuerAccounts,
    private readonly nullifiers: Nullifiers,
  ) {}

  /**
   * Until when the token stands in for a key. It may have to ask the issuer over the network, so it takes no transaction:
   * a slow issuer must not hold up who else needs the account. TokenInvalid (also for another account's token),
   * TokenExpired, IssuerUnreachable.
   */
  async execute(userId: Id, issuerToken: string): Promise<Date> {
    const claims = await this.issuers.verify(issuerToken);
    const owner = await this.accounts.userOf(await issuerSubjectDigest(this.nullifiers, claims));
    if (owner?.id !== userId) throw new TokenInvalid();
    return new Date(claims.issuedAt.getTime() + this.settings.freshTokenMs);
  }
}
