import { NotFound, digestOf, type Transactions } from '../shared/index.ts';
import type { RecoveryCodes, Users } from './ports.ts';
import { newRecoveryCodes } from './recovery-code.ts';
import type { Viewer } from './user.ts';
import type { VerifyStatement } from './verify-statement.ts';

/** New codes for old ones, which are all void from now on. Shown this once. */
export class ReplaceRecoveryCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: Users,
    private readonly codes: RecoveryCodes,
    private readonly verifyStatement: VerifyStatement,
  ) {}

  async execute(command: { readonly viewer: Viewer; readonly statementJws: string }): Promise<readonly string[]> {
    const { userId } = command.viewer;
    return this.transactions.run(async (tx) => {
      if (!(await this.users.lock(tx, userId))) throw new NotFound('The account');
      const about = { action: 'identity.replace-recovery-codes', subject: 'recovery-codes', digest: digestOf({}) };
      await this.verifyStatement.execute(tx, { userId, jws: command.statementJws, ...about });
      const { shown, stored } = newRecoveryCodes(userId);
      await this.codes.replace(tx, userId, stored);
      return shown;
    });
  }
}
