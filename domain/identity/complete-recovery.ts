import { NotFound, newId, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { KeyTaken } from './errors.ts';
import { keysChanged, recoveryChanged } from './events.ts';
import { MemberKey, assertRoomForKey } from './member-key.ts';
import type { MemberKeys, Recoveries, Sessions, Users } from './ports.ts';
import { assertCompletable, type Recovery } from './recovery.ts';
import type { SessionTokens } from './session.ts';
import type { StartSession } from './start-session.ts';
import type { User } from './user.ts';
import type { VerifyProof } from './verify-proof.ts';

export interface CompleteRecoveryCommand {
  readonly recoveryId: Id;
  /** By the new key, over a challenge, for `identity.complete-recovery`. */
  readonly proof: string;
  /** True when the old keys may be in other hands. */
  readonly revokeOldKeys: boolean;
}

/** After the cooling-off period the new key is a key of the account, and signs in. */
export class CompleteRecovery {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: Users,
    private readonly keys: MemberKeys,
    private readonly recoveries: Recoveries,
    private readonly sessions: Sessions,
    private readonly verifyProof: VerifyProof,
    private readonly startSession: StartSession,
  ) {}

  /** NotFound, RecoveryNotReady, RecoveryEnded, ProofInvalid, ChallengeUnknown. */
  async execute(command: CompleteRecoveryCommand): Promise<{ user: User; tokens: SessionTokens }> {
    return this.transactions.run(async (tx) => {
      const recovery = await this.recoveries.lock(tx, command.recoveryId);
      if (!recovery) throw new NotFound('The recovery', ['recoveryId']);
      await this.verifyProof.execute(tx, { jws: command.proof, key: recovery, action: 'identity.complete-recovery' });
      assertCompletable(recovery, tx.now);
      const user = await this.users.lock(tx, recovery.userId);
      if (user?.state !== 'active') throw new NotFound('The recovery', ['recoveryId']);
      if (command.revokeOldKeys) await this.revokeKeys(tx, user.id);
      const key = await this.admit(tx, recovery);
      await this.recoveries.end(tx, recovery.id, 'completed');
      tx.emit(keysChanged(user.id));
      tx.emit(recoveryChanged(user.id, recovery.id));
      return { user, tokens: await this.startSession.execute(tx, { userId: user.id, keyId: key.id }) };
    });
  }

  private async revokeKeys(tx: Tx, userId: Id): Promise<void> {
    const old = (await this.keys.ofUser(tx, userId)).filter((key) => key.revokedAt === null).map((key) => key.id);
    await this.keys.revoke(tx, old);
    await this.sessions.endOfKeys(tx, old, 'key-revoked');
  }

  private async admit(tx: Tx, { userId, thumbprint, algorithm, jwk }: Recovery): Promise<MemberKey> {
    const live = (await this.keys.ofUser(tx, userId)).filter((each) => each.revokedAt === null);
    assertRoomForKey(live.length);
    const added = { id: newId(), userId, thumbprint, algorithm, jwk, addedAt: tx.now, revokedAt: null };
    const key = new MemberKey(added);
    if (!(await this.keys.insert(tx, key))) throw new KeyTaken();
    return key;
  }
}
