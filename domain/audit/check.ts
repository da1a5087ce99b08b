import type { Snapshot } from '../shared/index.ts';

/** The first row that breaks a rule. */
export interface Fault {
  /** Names it: `journal usage:17`, `account customer:<user>:EUR`, `batch 3/17`. */
  readonly row: string;
  /** What was expected of it and what was found, as a sentence. */
  readonly message: string;
}

/** One rule of the books, over the whole database. */
export interface Check {
  /** Stable, such as `journal-balanced`: metrics and faults are known by it. */
  readonly name: string;
  /** Which of the twelve invariants it is part of; README.md lists them. */
  readonly invariant: number;
  /** All checks of a run are given the same snapshot, so that they see one state however long they take. */
  run(snapshot: Snapshot): Promise<Fault | null>;
}

/** Questions to a database, one per rule, each of which answers the first row that breaks it. */
export interface Proofs<Rule extends string> {
  firstFault(snapshot: Snapshot, rule: Rule): Promise<Fault | null>;
}

/** A check per rule; the table says of which invariant each is part. */
export function checksOf<Rule extends string>(
  invariants: Readonly<Record<Rule, number>>,
  proofs: Proofs<Rule>,
): readonly Check[] {
  return (Object.keys(invariants) as Rule[]).map((name) => ({
    name,
    invariant: invariants[name],
    run: (snapshot) => proofs.firstFault(snapshot, name),
  }));
}

/** Of a context that audits itself, under its own locks, and says in sentences what is wrong: `ticket 17: it is ...`. */
export interface SelfAudit {
  execute(): Promise<readonly string[]>;
}

export function checkOfSelf(name: string, invariant: number, audit: SelfAudit): Check {
  return {
    name,
    invariant,
    run: async () => {
      const [message] = await audit.execute();
      return message === undefined ? null : { row: message.split(': ', 1)[0] as string, message };
    },
  };
}
