/**
 * The one error model: a refusal by a rule, thrown. `code` is stable and part of the API contract; `field` is the
 * path of the input that is at fault; `details` are plain values that a client may show. Never holds personal data.
 */
export abstract class DomainError<Code extends string = string> extends Error {
  abstract readonly code: Code;
  readonly field: readonly string[] | undefined;
  readonly details: Readonly<Record<string, string | number | boolean>>;

  constructor(
    message: string,
    options: { field?: readonly string[]; details?: Record<string, string | number | boolean> } = {},
  ) {
    super(message);
    this.name = new.target.name;
    this.field = options.field;
    this.details = options.details ?? {};
  }
}

/** A value that no state of the world could make acceptable; `field` names it. */
export class InvalidInput extends DomainError<'INVALID_INPUT'> {
  readonly code = 'INVALID_INPUT';
  constructor(field: readonly string[], message: string) {
    super(message, { field });
  }
}

/** Absent, or not visible to this viewer: the two must look alike, or ids can be probed. */
export class NotFound extends DomainError<'NOT_FOUND'> {
  readonly code = 'NOT_FOUND';
  constructor(what: string, field?: readonly string[]) {
    super(`${what} was not found, or you may not see it.`, field ? { field } : {});
  }
}

/** The viewer is known and the thing is visible, but the act is not theirs to do. */
export class Forbidden extends DomainError<'FORBIDDEN'> {
  readonly code = 'FORBIDDEN';
}

export type SharedErrorCode = (InvalidInput | NotFound | Forbidden)['code'];

/** The codes of all errors in a module (`typeof errors`): none that is added there can be missing in the API's table. */
export type CodesOf<Module> = {
  [Name in keyof Module]: Module[Name] extends new (...args: never[]) => { readonly code: infer Code } ? Code : never;
}[keyof Module];
