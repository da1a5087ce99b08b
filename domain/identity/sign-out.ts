import { InvalidInput, NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { Sessions } from './ports.ts';
import type { Viewer } from './user.ts';

/** Ends the caller's session, or another one of theirs: the phone that was left in the train. */
export class SignOut {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
  ) {}

  async execute(command: { readonly viewer: Viewer; readonly sessionId: Id | null }): Promise<void> {
    const { viewer } = command;
    const sessionId = command.sessionId ?? viewer.sessionId;
    if (sessionId === null) {
      throw new InvalidInput(['sessionId'], "Your token is an external issuer's: there is no session here to end.");
    }
    const mine = await this.sessions.liveOf(viewer.userId);
    if (!mine.some((session) => session.id === sessionId)) throw new NotFound('The session', ['sessionId']);
    await this.transactions.run((tx) => this.sessions.end(tx, sessionId, 'signed-out'));
  }
}
