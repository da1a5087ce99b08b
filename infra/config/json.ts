import { z } from 'zod';

/** A variable that holds JSON; what is in it is for the schema that it is piped into. */
export const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
