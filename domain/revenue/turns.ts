/** A place in a line: `mine` resolves when all before it have left. */
export interface Turn {
  readonly mine: Promise<void>;
  leave(): void;
}

/** Whoever enters first goes first. For work of which one part may run beside another's, and the rest may not. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  enter(): Turn {
    const mine = this.last;
    let leave = () => {};
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.last = mine.then(() => left);
    return { mine, leave };
  }
}
