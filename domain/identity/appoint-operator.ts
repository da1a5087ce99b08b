import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { operatorAppointed } from './events.ts';
import type { Users } from './ports.ts';
import { assertOperator, type User, type Viewer } from './user.ts';

/** By an operator. It holds from the appointed user's next call on. */
export class AppointOperator {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: Users,
  ) {}

  async execute(command: { readonly viewer: Viewer; readonly userId: Id }): Promise<User> {
    assertOperator(command.viewer);
    return this.transactions.run(async (tx) => {
      const user = await this.users.lock(tx, command.userId);
      if (user?.state !== 'active') throw new NotFound('The user', ['userId']);
      if (user.isOperator) return user;
      await this.users.makeOperator(tx, user.id);
      tx.emit(operatorAppointed(user.id));
      return changed(user, { isOperator: true });
    });
  }
}
