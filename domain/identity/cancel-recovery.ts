import { changed, NotFound, digestOf, type Id, type Transactions } from '../shared/index.ts';
import { recoveryChanged } from './events.ts';
import type { Recoveries } from './ports.ts';
import { assertRunning, type Recovery } from './recovery.ts';
import type { Viewer } from './user.ts';
import type { VerifyStatement } from './verify-statement.ts';

/** The member's answer to a recovery that is not theirs, signed with a key that they still have. */
export class CancelRecovery {
  constructor(
    private readonly transactions: Transactions,
    private readonly recoveries: Recoveries,
    private readonly verifyStatement: VerifyStatement,
  ) {}

  async execute(command: { viewer: Viewer; recoveryId: Id; statementJws: string }): Promise<Recovery> {
    const { userId } = command.viewer;
    return this.transactions.run(async (tx) => {
      const recovery = await this.recoveries.lock(tx, command.recoveryId);
      if (recovery?.userId !== userId) throw new NotFound('The recovery', ['recoveryId']);
      const { thumbprint } = recovery;
      const about = { action: 'identity.cancel-recovery', subject: thumbprint, digest: digestOf({ thumbprint }) };
      await this.verifyStatement.execute(tx, { userId, jws: command.statementJws, ...about });
      assertRunning(recovery);
      await this.recoveries.end(tx, recovery.id, 'cancelled');
      tx.emit(recoveryChanged(userId, recovery.id));
      return changed(recovery, { state: 'cancelled', endedAt: tx.now });
    });
  }
}
