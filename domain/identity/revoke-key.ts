import { changed, NotFound, digestOf, type Transactions } from '../shared/index.ts';
import { keysChanged } from './events.ts';
import { assertMayRevoke, type MemberKey } from './member-key.ts';
import type { MemberKeys, RecoveryCodes, Sessions, Users } from './ports.ts';
import type { Viewer } from './user.ts';
import type { VerifyStatement } from './verify-statement.ts';

export interface RevokeKeyCommand {
  readonly viewer: Viewer;
  /** The thumbprint. */
  readonly keyId: string;
  /** By any live key of the account, the same one included: action `identity.revoke-key`. */
  readonly statementJws: string;
}

/** Ends the key for good, and with it every session that it began. */
export class RevokeKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: Users,
    private readonly keys: MemberKeys,
    private readonly codes: RecoveryCodes,
    private readonly sessions: Sessions,
    private readonly verifyStatement: VerifyStatement,
  ) {}

  async execute({ viewer, keyId, statementJws }: RevokeKeyCommand): Promise<MemberKey> {
    return this.transactions.run(async (tx) => {
      const user = await this.users.lock(tx, viewer.userId);
      const live = (await this.keys.ofUser(tx, viewer.userId)).filter((each) => each.revokedAt === null);
      const key = live.find((each) => each.thumbprint === keyId);
      if (!user || !key) throw new NotFound('The key', ['keyId']);
      const about = { action: 'identity.revoke-key', subject: keyId, digest: digestOf({ thumbprint: keyId }) };
      await this.verifyStatement.execute(tx, { userId: user.id, jws: statementJws, ...about });
      const codes = await this.codes.ofUser(tx, user.id);
      assertMayRevoke(live.length, codes.filter((code) => code.spentAt === null).length);
      await this.keys.revoke(tx, [key.id]);
      await this.sessions.endOfKeys(tx, [key.id], 'key-revoked');
      tx.emit(keysChanged(user.id));
      return changed(key, { revokedAt: tx.now });
    });
  }
}
