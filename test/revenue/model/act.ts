import { expect } from '@jest/globals';
import type * as fc from 'fast-check';
import { DomainError } from '../../../domain/shared/index.ts';
import { agreeOnBalances } from './agreement.ts';
import { again } from './crashing.ts';
import type { MoneyModel } from './money-model.ts';
import type { Real } from './real.ts';

export type Command = fc.AsyncCommand<MoneyModel, Real>;

/**
 * A command whose precondition is that there is something to do, and which says what it does. It answers what came of it
 * where it was not accepted, or was no news; whatever that is, every balance is then what the model says.
 */
export function command(
  act: string,
  details: string,
  can: (model: MoneyModel) => boolean,
  run: (model: MoneyModel, real: Real) => Promise<string | null | void>,
): Command {
  return {
    check: can,
    run: async (model, real) => {
      real.tally.count(act, (await run(model, real)) ?? 'accepted');
      await agreeOnBalances(model, real);
    },
    toString: () => `${act}: ${details}`,
  };
}

export const always = () => true;

/** Does it, or is refused for the reason that the model expects: null is none. */
export async function attempt<T>(refusal: string | null, act: () => Promise<T>): Promise<T | null> {
  let done: T | null = null;
  const code = await again(act).then(
    (value) => {
      done = value;
      return null;
    },
    (error: unknown) => {
      if (error instanceof DomainError) return error.code as string;
      throw error;
    },
  );
  expect(code).toBe(refusal);
  return done;
}
