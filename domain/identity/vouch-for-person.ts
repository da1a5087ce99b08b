import type { Id, Transactions } from '../shared/index.ts';
import type { BindPerson } from './bind-person.ts';
import type { PersonEvidence } from './person.ts';
import type { PersonProof } from './ports.ts';
import { assertOperator, type Viewer } from './user.ts';

/** What an operator has seen of a person, such as the number of a document. */
export interface Vouch {
  readonly operator: Viewer;
  readonly evidence: string;
}

export class OperatorVouch implements PersonProof<Vouch> {
  async evidenceOf({ operator, evidence }: Vouch): Promise<PersonEvidence> {
    assertOperator(operator);
    return { scheme: 'vouch', value: evidence, provedBy: 'vouch' };
  }
}

/** The operator has met the member and says who they are, without the server ever storing it. */
export class VouchForPerson {
  constructor(
    private readonly transactions: Transactions,
    private readonly proof: PersonProof<Vouch>,
    private readonly bindPerson: BindPerson,
  ) {}

  async execute(command: { readonly viewer: Viewer; readonly userId: Id; readonly evidence: string }): Promise<void> {
    const evidence = await this.proof.evidenceOf({ operator: command.viewer, evidence: command.evidence });
    await this.transactions.run((tx) => this.bindPerson.execute(tx, command.userId, evidence));
  }
}
