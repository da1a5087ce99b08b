import { NotFound, digestOf, newId, type Json, type Transactions, type Tx } from '../shared/index.ts';
import { KeyInvalid, KeyTaken } from './errors.ts';
import { keysChanged } from './events.ts';
import type { FirstKeyByIssuer } from './first-key-by-issuer.ts';
import { MemberKey, assertRoomForKey, type PublicKey } from './member-key.ts';
import type { MemberKeys, Signatures, Users } from './ports.ts';
import { TokenNotFresh } from './session-errors.ts';
import { StatementMissing } from './statement-errors.ts';
import type { Viewer } from './user.ts';
import type { VerifyProof } from './verify-proof.ts';
import type { VerifyStatement } from './verify-statement.ts';

export interface AddKeyCommand {
  readonly viewer: Viewer;
  readonly publicKey: Json;
  /** By the new key, over a challenge, for `identity.add-key`: nobody registers a key that they do not hold. */
  readonly proof: string;
  /** By an existing key: action `identity.add-key`, subject and digest from the new key's thumbprint. */
  readonly statementJws: string | null;
  /** Instead of the statement, where the account has never had a key: a fresh token of its external issuer. */
  readonly issuerToken: string | null;
}

/** A stolen access token must not be enough to plant a key; so a key that is in the account already has to agree. */
export class AddKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: Users,
    private readonly keys: MemberKeys,
    private readonly signatures: Signatures,
    private readonly verifyProof: VerifyProof,
    private readonly verifyStatement: VerifyStatement,
    private readonly firstKeyByIssuer: FirstKeyByIssuer,
  ) {}

  async execute(command: AddKeyCommand): Promise<MemberKey> {
    const { viewer } = command;
    const key = await this.signatures.readKey(command.publicKey);
    if (key === null) throw new KeyInvalid();
    const standInUntil = await this.standInUntil(command);
    return this.transactions.run(async (tx) => {
      const user = await this.users.lock(tx, viewer.userId);
      if (!user) throw new NotFound('The account');
      const existing = await this.keys.ofUser(tx, user.id);
      await this.verifyProof.execute(tx, { jws: command.proof, key, action: 'identity.add-key' });
      await this.assertAgreed(tx, command, key, existing.length > 0 ? null : standInUntil);
      assertRoomForKey(existing.filter((each) => each.revokedAt === null).length);
      const { thumbprint, algorithm, jwk } = key;
      const added = { id: newId(), userId: user.id, thumbprint, algorithm, jwk, addedAt: tx.now, revokedAt: null };
      const memberKey = new MemberKey(added);
      if (!(await this.keys.insert(tx, memberKey))) throw new KeyTaken();
      tx.emit(keysChanged(user.id));
      return memberKey;
    });
  }

  /** Null where a key must agree. An account never loses its keys' history, so one that has a key now needs no issuer. */
  private async standInUntil({ viewer, issuerToken }: AddKeyCommand): Promise<Date | null> {
    if (issuerToken === null || (await this.keys.liveOf(viewer.userId)).length > 0) return null;
    return this.firstKeyByIssuer.execute(viewer.userId, issuerToken);
  }

  private async assertAgreed(tx: Tx, command: AddKeyCommand, key: PublicKey, standInUntil: Date | null): Promise<void> {
    const { viewer, statementJws } = command;
    if (standInUntil !== null) {
      if (tx.now > standInUntil) throw new TokenNotFresh();
      return;
    }
    if (statementJws === null) throw new StatementMissing('identity.add-key');
    const { thumbprint } = key;
    const about = { action: 'identity.add-key', subject: thumbprint, digest: digestOf({ thumbprint }) };
    await this.verifyStatement.execute(tx, { userId: viewer.userId, jws: statementJws, ...about });
  }
}
