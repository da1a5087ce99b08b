import { newId, type Tx } from '../shared/index.ts';
import { HandleTaken, KeyTaken } from './errors.ts';
import { MemberKey, type PublicKey } from './member-key.ts';
import type { MemberKeys, RecoveryCodes, Users } from './ports.ts';
import { newRecoveryCodes } from './recovery-code.ts';
import type { SessionTokens } from './session.ts';
import type { StartSession } from './start-session.ts';
import { User } from './user.ts';

/** `recoveryCodes` are shown this once. */
export interface NewAccount {
  readonly user: User;
  readonly tokens: SessionTokens;
  readonly recoveryCodes: readonly string[];
}

/** An account with its first key, its recovery codes and a session, in the caller's transaction. */
export class CreateAccount {
  constructor(
    private readonly users: Users,
    private readonly keys: MemberKeys,
    private readonly codes: RecoveryCodes,
    private readonly startSession: StartSession,
  ) {}

  /** HandleTaken, KeyTaken. */
  async execute(tx: Tx, account: { handle: string; key: PublicKey; isOperator: boolean }): Promise<NewAccount> {
    const { handle, key, isOperator } = account;
    const user = new User({ id: newId(), handle, isOperator, personId: null, state: 'active', createdAt: tx.now });
    if (!(await this.users.insert(tx, user))) throw new HandleTaken();
    const { thumbprint, algorithm, jwk } = key;
    const memberKey = new MemberKey({
      id: newId(),
      userId: user.id,
      thumbprint,
      algorithm,
      jwk,
      addedAt: tx.now,
      revokedAt: null,
    });
    if (!(await this.keys.insert(tx, memberKey))) throw new KeyTaken();
    const { shown, stored } = newRecoveryCodes(user.id);
    await this.codes.replace(tx, user.id, stored);
    const tokens = await this.startSession.execute(tx, { userId: user.id, keyId: memberKey.id });
    return { user, tokens, recoveryCodes: shown };
  }
}
