import type { Json, Transactions } from '../shared/index.ts';
import type { CreateAccount, NewAccount } from './create-account.ts';
import { KeyInvalid } from './errors.ts';
import type { Signatures } from './ports.ts';
import { assertHandle } from './user.ts';
import type { VerifyProof } from './verify-proof.ts';

export interface SignUpCommand {
  readonly handle: string;
  /** A public JWK. */
  readonly publicKey: Json;
  /** JWS over a challenge, for the action `identity.sign-up`. */
  readonly proof: string;
}

/** No e-mail address, no name, no password: a pseudonym and a key are an account. */
export class SignUp {
  constructor(
    private readonly transactions: Transactions,
    private readonly signatures: Signatures,
    private readonly verifyProof: VerifyProof,
    private readonly createAccount: CreateAccount,
  ) {}

  async execute(command: SignUpCommand): Promise<NewAccount> {
    const handle = assertHandle(command.handle, ['handle']);
    const key = await this.signatures.readKey(command.publicKey);
    if (key === null) throw new KeyInvalid();
    return this.transactions.run(async (tx) => {
      await this.verifyProof.execute(tx, { jws: command.proof, key, action: 'identity.sign-up' });
      return this.createAccount.execute(tx, { handle, key, isOperator: false });
    });
  }
}
