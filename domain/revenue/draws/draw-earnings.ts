import type { Persons, Viewer } from '../../identity/index.ts';
import { accountKeys, type AccountKey, type PostJournals } from '../../ledger/index.ts';
import {
  newId,
  NotFound,
  type Currency,
  type Id,
  type Micros,
  type Transactions,
  type Tx,
} from '../../shared/index.ts';
import { assertAmount, assertIdempotencyKey } from '../amounts.ts';
import { Draw, drawJournalKey } from './draw.ts';
import { EarningsInsufficient, IdempotencyKeyReused, PersonUnproved } from '../errors.ts';
import { announceEarnings } from '../events.ts';
import type { Draws, Pots } from '../ports.ts';
import type { Earnings } from '../pots/pot.ts';

export interface DrawCommand extends Omit<DrawFrom, 'userId'> {
  readonly viewer: Viewer;
}

/** `userId`: whose row of the pot it is; a pool's own id for the row of its treasury. */
export interface DrawFrom {
  readonly userId: Id;
  readonly modelVersionId: Id;
  readonly amountMicros: Micros;
  readonly idempotencyKey: string;
}

/**
 * An owner takes earned money out of a pot. The owner's own line is the lock: of two draws at once the second waits,
 * and then sees what the first left, or, with the same key, the first itself.
 */
export class DrawEarnings {
  constructor(
    private readonly transactions: Transactions,
    private readonly pots: Pots,
    private readonly draws: Draws,
    private readonly persons: Pick<Persons, 'ofUsers'>,
    private readonly postJournals: PostJournals,
  ) {}

  async execute(command: DrawCommand): Promise<Draw> {
    assertAmount(command.amountMicros);
    assertIdempotencyKey(command.idempotencyKey);
    const { viewer, ...rest } = command;
    return this.transactions.run((tx) => this.draw(tx, { ...rest, userId: viewer.userId }, true));
  }

  /** In a transaction of others. `byPerson`: whether it must be proved that a person is behind the account. */
  async draw(tx: Tx, command: DrawFrom, byPerson = false): Promise<Draw> {
    const { userId, modelVersionId, amountMicros, idempotencyKey } = command;
    const line = await this.pots.lockOwner(tx, modelVersionId, userId);
    if (!line) throw new NotFound('A share in this model version', ['modelVersionId']);
    const earlier = await this.draws.byKey(tx, userId, idempotencyKey);
    if (earlier) return sameDraw(earlier, command);
    if (byPerson && !(await this.persons.ofUsers(tx, [userId])).get(userId)) throw new PersonUnproved();

    const { currency } = line;
    const accounts = await this.postJournals.lock(tx, accountsOf(line));
    const earnings = (await this.pots.lockOwner(tx, modelVersionId, userId)) as Earnings;
    if (amountMicros > earnings.availableMicros) throw new EarningsInsufficient(earnings.availableMicros);
    const asked = { userId, modelVersionId, amountMicros, idempotencyKey };
    const draw = new Draw({ ...asked, id: newId(), currency, drawnAt: tx.now });
    if (!(await this.draws.insert(tx, draw))) throw new IdempotencyKeyReused();
    await this.pots.addDrawn(tx, modelVersionId, userId, amountMicros);
    const legs = [
      { account: sourceOf(earnings), amountMicros: -amountMicros },
      { account: accountKeys.drawn(userId, currency), amountMicros },
    ];
    await this.postJournals.post(tx, [{ key: drawJournalKey(draw.id), kind: 'draw', currency, legs }], accounts);
    announceEarnings(tx, [modelVersionId]);
    return draw;
  }
}

/** While the pot stands, draws are a debt beside it, so that they wait for no posting; the close settles the two. */
function sourceOf({ state, modelVersionId }: Earnings): AccountKey {
  return state === 'closed' ? accountKeys.settled(modelVersionId) : accountKeys.draws(modelVersionId);
}

/** A close holds both sources, so whoever holds them reads whether there was one, and nobody draws while one counts. */
function accountsOf({ modelVersionId, userId, currency }: Earnings): Map<AccountKey, Currency> {
  const { draws, settled, drawn } = accountKeys;
  const keys = [draws(modelVersionId), settled(modelVersionId), drawn(userId, currency)];
  return new Map(keys.map((key) => [key, currency]));
}

function sameDraw(earlier: Draw, command: DrawFrom): Draw {
  const same = earlier.modelVersionId === command.modelVersionId && earlier.amountMicros === command.amountMicros;
  if (!same) throw new IdempotencyKeyReused();
  return earlier;
}
