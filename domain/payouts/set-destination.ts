import type { Users, VerifyAct, Viewer } from '../identity/index.ts';
import { assertBooked } from '../revenue/index.ts';
import { changed, newId, NotFound, type Currency, type Transactions, type Tx } from '../shared/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { canonicalDetails, destinationDigest, type DestinationDetails } from './destination-details.ts';
import { Destination, destinationContext } from './destination.ts';
import { destinationChanged } from './events.ts';
import { held } from './payout.ts';
import type { Destinations, Payouts } from './ports.ts';
import type { RecordMoves } from './record-moves.ts';
import type { PayoutSettings } from './settings.ts';

export interface SetDestinationCommand {
  readonly viewer: Viewer;
  readonly currency: Currency;
  readonly details: DestinationDetails;
  /** Null only for a user who has never had a key. */
  readonly statementJws: string | null;
}

/**
 * A member says, by their own signature, where their money is to go. It waits; the one before stays in force meanwhile,
 * and what was requested to that one is held, for the member now says something else.
 */
export class SetDestination {
  constructor(
    private readonly settings: PayoutSettings,
    private readonly transactions: Transactions,
    private readonly users: Pick<Users, 'lock'>,
    private readonly destinations: Destinations,
    private readonly payouts: Payouts,
    private readonly verifyAct: VerifyAct,
    private readonly rootKey: RootKey,
    private readonly recordMoves: RecordMoves,
  ) {}

  /** INVALID_INPUT, and what VerifyAct refuses: the digest is over details, currency and the next version. */
  async execute(command: SetDestinationCommand): Promise<Destination> {
    const { currency } = command;
    assertBooked(currency, this.settings.currencies);
    const details = canonicalDetails(command.details);
    const id = newId();
    const sealed = await this.rootKey.wrap(Buffer.from(JSON.stringify(details)), destinationContext(id));
    return this.transactions.run((tx) => this.set(tx, { ...command, details }, { id, sealed }));
  }

  private async set(
    tx: Tx,
    { viewer: { userId }, currency, details, statementJws }: SetDestinationCommand,
    kept: Pick<Destination, 'id' | 'sealed'>,
  ): Promise<Destination> {
    if (!(await this.users.lock(tx, userId))) throw new NotFound('The account');
    const version = (await this.destinations.lastVersion(tx, userId, currency)) + 1;
    const claim = { userId, jws: statementJws, action: 'payouts.set-destination', subject: currency };
    const digest = destinationDigest(details, currency, version);
    const statement = await this.verifyAct.execute(tx, { ...claim, digest });
    // Else the one before could come through its wait first, and be in force until this one has.
    const waiting = await this.destinations.waiting(tx, userId, currency);
    if (waiting) await this.cancel(tx, waiting);
    const destination = new Destination({
      ...kept,
      userId,
      currency,
      version,
      kind: details.kind,
      last4: details.account.slice(-4),
      statementId: statement?.id ?? null,
      setAt: tx.now,
      usableAt: new Date(tx.now.getTime() + this.settings.destinationWaitMs),
      cancelledAt: null,
    });
    await this.destinations.insert(tx, destination);
    await this.holdRequested(tx, destination);
    tx.emit(destinationChanged(destination));
    return destination;
  }

  private async cancel(tx: Tx, waiting: Destination): Promise<void> {
    await this.destinations.cancel(tx, waiting.id);
    tx.emit(destinationChanged(changed(waiting, { cancelledAt: tx.now })));
  }

  private async holdRequested(tx: Tx, { userId, currency }: Destination): Promise<void> {
    const requested = await this.payouts.lockRequestedOf(tx, userId, currency);
    const moves = requested
      .filter(({ holdReason }) => holdReason === null)
      .map((payout) => ({ payout: held(payout, 'destination-changed'), kind: 'held' }) as const);
    await this.recordMoves.execute(tx, moves, null);
  }
}
