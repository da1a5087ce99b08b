import { z } from 'zod';
import { assertParty } from '../../domain/billing/index.ts';
import { DomainError } from '../../domain/shared/index.ts';

const country = z.string().regex(/^[A-Z]{2}$/);

/** Under the same rules as what customers say of themselves, so that it can be printed beside them. */
export const documentIssuer = z
  .strictObject({
    name: z.string(),
    address: z.string(),
    country,
    taxId: z.string().nullable().default(null),
    pricesIncludeTax: z.boolean().default(true),
  })
  .transform((issuer, context) => {
    try {
      return { ...assertParty(issuer), pricesIncludeTax: issuer.pricesIncludeTax };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  });

const taxRate = z
  .strictObject({
    name: z.string().min(1).max(40),
    ratePpm: z.int().min(0).max(1_000_000),
    reverseCharge: z.boolean().default(false),
  })
  .readonly();

export const taxRates = z.record(country, taxRate);
