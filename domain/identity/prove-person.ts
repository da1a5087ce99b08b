import type { Transactions } from '../shared/index.ts';
import type { BindPerson } from './bind-person.ts';
import { PersonClaimMissing } from './errors.ts';
import type { PersonEvidence } from './person.ts';
import type { Issuers, PersonProof } from './ports.ts';
import type { Viewer } from './user.ts';

/** The claim of an issuer that is configured to know persons, such as a cooperative's membership number. */
export class IssuerClaim implements PersonProof<string> {
  constructor(private readonly issuers: Issuers) {}

  async evidenceOf(issuerToken: string): Promise<PersonEvidence> {
    const { person } = await this.issuers.verify(issuerToken);
    if (person === null) throw new PersonClaimMissing();
    return person;
  }
}

/** A member proves themselves with a token of such an issuer; it need not be the one they sign in with. */
export class ProvePerson {
  constructor(
    private readonly transactions: Transactions,
    private readonly proof: PersonProof<string>,
    private readonly bindPerson: BindPerson,
  ) {}

  async execute(command: { readonly viewer: Viewer; readonly issuerToken: string }): Promise<void> {
    const evidence = await this.proof.evidenceOf(command.issuerToken);
    await this.transactions.run((tx) => this.bindPerson.execute(tx, command.viewer.userId, evidence));
  }
}
