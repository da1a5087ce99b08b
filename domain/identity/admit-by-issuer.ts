import { newId, type Transactions } from '../shared/index.ts';
import type { BindPerson } from './bind-person.ts';
import { issuerSubjectDigest } from './issuer-account.ts';
import type { IssuerAccounts, IssuerClaims, Issuers, Nullifiers, Users } from './ports.ts';
import { TokenInvalid } from './session-errors.ts';
import { User, generatedHandle } from './user.ts';

/** The account of an external issuer's token; the first token of a subject makes it, under a generated handle. */
export class AdmitByIssuer {
  constructor(
    private readonly transactions: Transactions,
    private readonly issuers: Issuers,
    private readonly accounts: IssuerAccounts,
    private readonly users: Users,
    private readonly nullifiers: Nullifiers,
    private readonly bindPerson: BindPerson,
  ) {}

  /** TokenInvalid, TokenExpired, IssuerUnreachable. */
  async execute(token: string): Promise<User> {
    const claims = await this.issuers.verify(token);
    const subjectDigest = await issuerSubjectDigest(this.nullifiers, claims);
    const user = (await this.accounts.userOf(subjectDigest)) ?? (await this.provision(claims, subjectDigest));
    if (user.state !== 'active') throw new TokenInvalid();
    return user;
  }

  private async provision({ issuer, person }: IssuerClaims, subjectDigest: string): Promise<User> {
    return this.transactions.run(async (tx) => {
      const existing = await this.accounts.lockSubject(tx, subjectDigest);
      if (existing) return existing;
      const fields = { id: newId(), handle: generatedHandle(), isOperator: false, personId: null };
      const user = new User({ ...fields, state: 'active', createdAt: tx.now });
      await this.users.insert(tx, user);
      await this.accounts.insert(tx, { subjectDigest, issuer, userId: user.id });
      if (person) await this.bindPerson.execute(tx, user.id, person);
      return user;
    });
  }
}
