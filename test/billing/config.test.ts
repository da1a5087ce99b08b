import { expect, test } from '@jest/globals';
import { ConfigurationFault, loadConfig } from '../../infra/config.ts';

const issuer = { name: ' Example Cooperative ', address: 'High Street 1\n12345 Town\n', country: 'DE', taxId: 'DE1' };

test('who issues documents, and the taxes of countries, are read from the environment', () => {
  const config = loadConfig({
    COMMONPOOL_ISSUER: JSON.stringify(issuer),
    COMMONPOOL_TAXES:
      '{"DE":{"name":"VAT","ratePpm":190000},"FR":{"name":"TVA","ratePpm":200000,"reverseCharge":true}}',
  });
  expect(config.issuer).toEqual({
    name: 'Example Cooperative',
    address: 'High Street 1\n12345 Town',
    country: 'DE',
    taxId: 'DE1',
    pricesIncludeTax: true,
  });
  expect(config.taxes).toEqual({
    DE: { name: 'VAT', ratePpm: 190_000, reverseCharge: false },
    FR: { name: 'TVA', ratePpm: 200_000, reverseCharge: true },
  });
  expect(loadConfig({})).toMatchObject({ issuer: null, taxes: {} });
});

test.each([
  ['COMMONPOOL_ISSUER', 'Example Cooperative'],
  ['COMMONPOOL_ISSUER', '{"name":"hush"}'],
  ['COMMONPOOL_ISSUER', JSON.stringify({ ...issuer, country: 'Germany' })],
  ['COMMONPOOL_ISSUER', JSON.stringify({ ...issuer, name: 'hush\u0007' })],
  ['COMMONPOOL_ISSUER', JSON.stringify({ ...issuer, pricesIncludeTax: 'no' })],
  ['COMMONPOOL_ISSUER', JSON.stringify({ ...issuer, iban: 'hush' })],
  ['COMMONPOOL_TAXES', '[]'],
  ['COMMONPOOL_TAXES', '{"DE":0.19}'],
  ['COMMONPOOL_TAXES', '{"DE":{"name":"VAT","ratePpm":0.19}}'],
  ['COMMONPOOL_TAXES', '{"DE":{"name":"VAT","ratePpm":1900000}}'],
  ['COMMONPOOL_TAXES', '{"germany":{"name":"VAT","ratePpm":190000}}'],
])('%s=%s is refused in words, with an example that would do', (name, value) => {
  const load = () => loadConfig({ [name]: value });
  expect(load).toThrow(ConfigurationFault);
  expect(load).toThrow(`${name} should be a JSON object`);
  expect(load).not.toThrow('hush');
  const example = new RegExp(`^ {4}${name}=(.*)$`, 'm').exec(faultOf(load).message)?.[1];
  expect(() => loadConfig({ [name]: example })).not.toThrow();
});

function faultOf(load: () => unknown): Error {
  try {
    load();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was accepted.');
}
