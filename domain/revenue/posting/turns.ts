/** A place in a line. */
export interface Turn {
  /** Resolves when all before it that work on some of the same things have left. */
  readonly apart: Promise<void>;
  /** Resolves when all before it have left. */
  readonly mine: Promise<void>;
  leave(): void;
}

/**
 * Whoever enters first goes first. For work that begins beside other work, as long as it is about other things, and
 * ends in the order in which it began.
 */
export class Turns<Thing> {
  private last: Promise<void> = Promise.resolve();
  private readonly taken = new Map<Thing, Promise<void>>();

  enter(things: readonly Thing[]): Turn {
    const mine = this.last;
    const holders = new Set(things.flatMap((thing) => this.taken.get(thing) ?? []));
    let left = () => {};
    const end = new Promise<void>((resolve) => {
      left = resolve;
    });
    const ended = mine.then(() => end);
    this.last = ended;
    for (const thing of things) this.taken.set(thing, ended);
    const leave = () => {
      for (const thing of things) if (this.taken.get(thing) === ended) this.taken.delete(thing);
      left();
    };
    return { apart: Promise.all(holders).then(() => {}), mine, leave };
  }
}
