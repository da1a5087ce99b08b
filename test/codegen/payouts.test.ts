import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { digestOf, payoutDestinationObject, payoutDetails } from '../../codegen/client/index.ts';
import { canonicalDetails, destinationDigest, type DestinationKind } from '../../domain/payouts/index.ts';

const word = (kind: 'IBAN' | 'REFERENCE') => kind.toLowerCase() as DestinationKind;

test('what a client signs is what the server checks, however the details were typed', async () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 10, maxLength: 40 })
    .filter((text) => /^[^\p{C}\p{Z}]+$/u.test(text));
  const account = fc.oneof(
    fc.record({
      kind: fc.constant('IBAN' as const),
      account: fc.constantFrom('gb82 WEST 1234 5698 7654 32', 'DE89370400440532013000'),
    }),
    fc.record({ kind: fc.constant('REFERENCE' as const), account: name }),
  );
  await fc.assert(
    fc.asyncProperty(account, name, fc.nat(9), async (typed, holder, version) => {
      const details = payoutDetails({ ...typed, holder: `  ${holder} ` });
      const object = payoutDestinationObject(details, 'EUR', version);
      const canonical = canonicalDetails({ ...details, kind: word(details.kind) });
      expect(await digestOf(object)).toBe(destinationDigest(canonical, 'EUR', version));
    }),
  );
});

test('no two signatures over the same account have the same digest', async () => {
  const given = { kind: 'IBAN', account: 'DE89370400440532013000', holder: 'Ada' } as const;
  const digests = await Promise.all(
    [1, 2].map(() => digestOf(payoutDestinationObject(payoutDetails(given), 'EUR', 1))),
  );
  expect(digests[0]).not.toBe(digests[1]);
});
