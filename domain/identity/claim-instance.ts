import { createHash, timingSafeEqual } from 'node:crypto';
import type { Transactions } from '../shared/index.ts';
import type { CreateAccount, NewAccount } from './create-account.ts';
import { SETUP_TOKEN } from './ensure-setup-token.ts';
import { InstanceClaimed, KeyInvalid, SetupTokenWrong } from './errors.ts';
import { operatorAppointed } from './events.ts';
import type { InstanceClaims, SecretBox, Signatures, WrappedSecrets } from './ports.ts';
import type { IdentitySettings } from './settings.ts';
import type { SignUpCommand } from './sign-up.ts';
import { assertHandle } from './user.ts';
import type { VerifyProof } from './verify-proof.ts';

/** Signs up the first operator. It works once in the life of an instance; later ones are appointed. */
export class ClaimInstance {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'setupToken'>,
    private readonly transactions: Transactions,
    private readonly claims: InstanceClaims,
    private readonly secrets: WrappedSecrets,
    private readonly box: SecretBox,
    private readonly signatures: Signatures,
    private readonly verifyProof: VerifyProof,
    private readonly createAccount: CreateAccount,
  ) {}

  /** The proof is for `identity.sign-up`. InstanceClaimed, SetupTokenWrong, and all that SignUp throws. */
  async execute(command: SignUpCommand & { readonly setupToken: string }): Promise<NewAccount> {
    const handle = assertHandle(command.handle, ['handle']);
    const key = await this.signatures.readKey(command.publicKey);
    if (key === null) throw new KeyInvalid();
    const expected = await this.expectedToken();
    return this.transactions.run(async (tx) => {
      if (await this.claims.exists(tx)) throw new InstanceClaimed();
      if (expected === null || !equal(expected, command.setupToken)) throw new SetupTokenWrong();
      await this.verifyProof.execute(tx, { jws: command.proof, key, action: 'identity.sign-up' });
      const account = await this.createAccount.execute(tx, { handle, key, isOperator: true });
      if (!(await this.claims.insert(tx, account.user.id))) throw new InstanceClaimed();
      await this.secrets.remove(tx, SETUP_TOKEN);
      tx.emit(operatorAppointed(account.user.id));
      return account;
    });
  }

  private async expectedToken(): Promise<string | null> {
    if (this.settings.setupToken !== null) return this.settings.setupToken;
    const wrapped = await this.secrets.find(SETUP_TOKEN);
    return wrapped && Buffer.from(await this.box.unwrap(wrapped, SETUP_TOKEN)).toString();
  }
}

function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
