import type { Id } from '../shared/index.ts';

export interface PermitFacts {
  readonly userId: Id;
  readonly datasetId: Id;
  readonly purpose: string;
  /** Who reads, as the access log shows it: `pools.evaluate`, `training.run:<id>`, `owner`. */
  readonly actor: string;
  /** Null where the owner reads their own dataset. */
  readonly consentId: Id | null;
  readonly streams: 'all' | ReadonlyMap<string, readonly string[]>;
}

let construct: (facts: PermitFacts) => Permit;

/**
 * Without one a vault does not open. The private constructor and the private field keep the rest of the code from
 * making or imitating it: only `MintPermit` can, and it checks and logs first.
 */
export class Permit implements PermitFacts {
  readonly #minted = true;
  readonly userId: Id;
  readonly datasetId: Id;
  readonly purpose: string;
  readonly actor: string;
  readonly consentId: Id | null;
  readonly streams: 'all' | ReadonlyMap<string, readonly string[]>;

  private constructor(facts: PermitFacts) {
    this.userId = facts.userId;
    this.datasetId = facts.datasetId;
    this.purpose = facts.purpose;
    this.actor = facts.actor;
    this.consentId = facts.consentId;
    this.streams = facts.streams;
    Object.freeze(this);
  }

  static {
    construct = (facts) => new Permit(facts);
  }

  /** Holds also against an object that copied the prototype. */
  static isMinted(value: unknown): value is Permit {
    return typeof value === 'object' && value !== null && #minted in value && value.#minted;
  }
}

/** Not exported from the context's front door. */
export function constructPermit(facts: PermitFacts): Permit {
  return construct(facts);
}
