import type { Transactions } from '../shared/index.ts';
import { KeyRevoked, KeyUnknown } from './errors.ts';
import { isThumbprint } from './member-key.ts';
import type { MemberKeys, Users } from './ports.ts';
import type { SessionTokens } from './session.ts';
import type { StartSession } from './start-session.ts';
import type { User } from './user.ts';
import type { VerifyProof } from './verify-proof.ts';

/** By key alone: the thumbprint finds the account, the proof shows that the caller holds the key. */
export class SignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: Users,
    private readonly keys: MemberKeys,
    private readonly verifyProof: VerifyProof,
    private readonly startSession: StartSession,
  ) {}

  /** KeyUnknown, KeyRevoked (only to who holds the key), ProofInvalid, ChallengeUnknown. */
  async execute(command: {
    readonly keyId: string;
    readonly proof: string;
  }): Promise<{ user: User; tokens: SessionTokens }> {
    if (!isThumbprint(command.keyId)) throw new KeyUnknown();
    return this.transactions.run(async (tx) => {
      const found = await this.keys.byThumbprint(tx, command.keyId);
      if (!found) throw new KeyUnknown();
      await this.verifyProof.execute(tx, { jws: command.proof, key: found, action: 'identity.sign-in' });
      const user = await this.users.lock(tx, found.userId);
      if (!user || user.state !== 'active') throw new KeyUnknown();
      // Again, under the account's lock: it may have been revoked since.
      const key = await this.keys.byThumbprint(tx, command.keyId);
      if (!key || key.revokedAt !== null) throw new KeyRevoked();
      return { user, tokens: await this.startSession.execute(tx, { userId: user.id, keyId: key.id }) };
    });
  }
}
