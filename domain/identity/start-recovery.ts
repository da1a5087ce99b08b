import { newId, sha256Hex, type Json, type Transactions, type Tx } from '../shared/index.ts';
import { KeyInvalid, KeyTaken } from './errors.ts';
import { recoveryChanged } from './events.ts';
import type { PublicKey } from './member-key.ts';
import type { MemberKeys, Recoveries, RecoveryCodes, Signatures, Users, WrongCodes } from './ports.ts';
import { matchingCode } from './recovery-code.ts';
import { RecoveryRefused, RecoveryRunning } from './recovery-errors.ts';
import { Recovery, afterFailure, assertNotThrottled } from './recovery.ts';
import type { IdentitySettings } from './settings.ts';
import { isHandle, type User } from './user.ts';
import type { VerifyProof } from './verify-proof.ts';

export interface StartRecoveryCommand {
  readonly handle: string;
  readonly code: string;
  readonly newPublicKey: Json;
  /** By the new key, over a challenge, for `identity.start-recovery`. */
  readonly proof: string;
}

/**
 * Spends a code and begins the cooling-off period, in which any existing key can cancel. A wrong code is counted in a
 * transaction that commits, so the refusal is thrown after it.
 */
export class StartRecovery {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'recoveryDelayMs'>,
    private readonly transactions: Transactions,
    private readonly users: Users,
    private readonly keys: MemberKeys,
    private readonly codes: RecoveryCodes,
    private readonly recoveries: Recoveries,
    private readonly wrongCodes: WrongCodes,
    private readonly signatures: Signatures,
    private readonly verifyProof: VerifyProof,
  ) {}

  /** RecoveryRefused, RecoveryThrottled; and only with a right code: RecoveryRunning, KeyTaken. */
  async execute(command: StartRecoveryCommand): Promise<Recovery> {
    const key = await this.signatures.readKey(command.newPublicKey);
    if (key === null) throw new KeyInvalid(['newPublicKey']);
    const recovery = await this.transactions.run(async (tx) => {
      const attempts = await this.wrongCodes.lock(tx, sha256Hex(command.handle));
      assertNotThrottled(attempts, tx.now);
      await this.verifyProof.execute(tx, { jws: command.proof, key, action: 'identity.start-recovery' });
      const user = isHandle(command.handle) ? await this.users.lockByHandle(tx, command.handle) : null;
      const code = matchingCode(user ? await this.codes.ofUser(tx, user.id) : [], command.code);
      if (user?.state !== 'active' || code === null) {
        await this.wrongCodes.save(tx, afterFailure(attempts, tx.now));
        return null;
      }
      await this.wrongCodes.clear(tx, attempts.handleHash);
      await this.codes.spend(tx, code.id);
      return this.begin(tx, user, key);
    });
    if (recovery === null) throw new RecoveryRefused();
    return recovery;
  }

  private async begin(tx: Tx, user: User, { thumbprint, algorithm, jwk }: PublicKey): Promise<Recovery> {
    if (await this.keys.byThumbprint(tx, thumbprint)) throw new KeyTaken();
    const recovery = new Recovery({
      id: newId(),
      userId: user.id,
      thumbprint,
      algorithm,
      jwk,
      state: 'running',
      startedAt: tx.now,
      readyAt: new Date(tx.now.getTime() + this.settings.recoveryDelayMs),
      endedAt: null,
    });
    if (!(await this.recoveries.insert(tx, recovery))) throw new RecoveryRunning();
    tx.emit(recoveryChanged(user.id, recovery.id));
    return recovery;
  }
}
