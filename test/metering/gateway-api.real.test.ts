import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const REGISTER = `mutation ($input: RegisterGatewayInput!) { registerGateway(input: $input) {
  gateway { id kind suspendedAt revokedAt licences(first: 5) { edges { cursor } } } userErrors { code } } }`;
const SUSPEND = `mutation ($input: SuspendGatewayInput!) { suspendGateway(input: $input) {
  gateway { id suspendedAt } userErrors { code field } } }`;
const RESUME = `mutation ($input: GatewayInput!) { resumeGateway(input: $input) {
  gateway { id suspendedAt } userErrors { code field } } }`;
const REVOKE = `mutation ($input: GatewayInput!) { revokeGateway(input: $input) {
  gateway { revokedAt } userErrors { code } } }`;
const LICENSE = `mutation ($input: LicenseGatewayInput!) { licenseGateway(input: $input) {
  licence { id gatewayId modelVersionId grantedAt endedAt } userErrors { code field } } }`;
const END = `mutation ($input: RevokeLicenceInput!) { revokeLicence(input: $input) {
  licence { id endedAt } userErrors { code field } } }`;

async function register(kind?: string): Promise<string> {
  const { data } = await desk.ask('operator', REGISTER, { input: { name: 'edge', ...(kind && { kind }) } });
  const { gateway } = (data as { registerGateway: { gateway: { id: string } } }).registerGateway;
  expect(gateway).toMatchObject({
    kind: kind ?? 'HOSTED',
    suspendedAt: null,
    revokedAt: null,
    licences: { edges: [] },
  });
  return gateway.id;
}

test('an operator registers a partner, licenses it, ends the licence, and reads the history of it', async () => {
  await register();
  const gatewayId = await register('LICENSED');
  const { id } = await desk.market.publish({ releaseMode: 'licensed-gateway' });
  const modelVersionId = toNodeId('ModelVersion', id);
  const licensed = await desk.ask('operator', LICENSE, { input: { gatewayId, modelVersionId } });
  expect(licensed).toMatchObject({
    data: { licenseGateway: { licence: { gatewayId, modelVersionId, endedAt: null }, userErrors: [] } },
  });
  const licenceId = (licensed.data as { licenseGateway: { licence: { id: string } } }).licenseGateway.licence.id;
  const ended = { data: { revokeLicence: { licence: { endedAt: expect.any(String) } } } };
  expect(await desk.ask('operator', END, { input: { licenceId } })).toMatchObject(ended);
  await desk.ask('operator', LICENSE, { input: { gatewayId, modelVersionId } });
  const history = `query ($id: ID!) { node(id: $id) { ... on Gateway { licences(first: 5) { edges { node { id endedAt } } } } } }`;
  expect(await desk.ask('operator', history, { id: gatewayId })).toMatchObject({
    data: { node: { licences: { edges: [{ node: { endedAt: null } }, { node: { id: licenceId } }] } } },
  });
});

test('an operator suspends a gateway, resumes it, and revokes it for good', async () => {
  const gatewayId = await register();
  const suspended = await desk.ask('operator', SUSPEND, { input: { gatewayId, reason: 'Numbers are missing.' } });
  expect(suspended).toMatchObject({ data: { suspendGateway: { gateway: { suspendedAt: expect.any(String) } } } });
  expect(await desk.ask('operator', RESUME, { input: { gatewayId } })).toMatchObject({
    data: { resumeGateway: { gateway: { id: gatewayId, suspendedAt: null }, userErrors: [] } },
  });
  await desk.ask('operator', REVOKE, { input: { gatewayId } });
  for (const [mutation, name] of [
    [SUSPEND, 'suspendGateway'],
    [RESUME, 'resumeGateway'],
  ] as const) {
    const input = { gatewayId, ...(name === 'suspendGateway' && { reason: 'Again.' }) };
    expect(await desk.ask('operator', mutation, { input })).toMatchObject({
      data: { [name]: { gateway: null, userErrors: [{ code: 'GATEWAY_REVOKED', field: ['gatewayId'] }] } },
    });
  }
});

test('a bad input names its field, and nobody but an operator decides or looks', async () => {
  const gatewayId = await register('LICENSED');
  const modelVersionId = toNodeId('ModelVersion', (await desk.market.publish()).id);
  const licenceId = toNodeId('GatewayLicence', newId());
  const refusals: [string, object, object][] = [
    [LICENSE, { gatewayId, modelVersionId }, { code: 'INVALID_INPUT', field: ['modelVersionId'] }],
    [LICENSE, { gatewayId: 'x', modelVersionId }, { code: 'INVALID_ID', field: ['gatewayId'] }],
    [SUSPEND, { gatewayId, reason: '' }, { code: 'INVALID_INPUT', field: ['reason'] }],
    [SUSPEND, { gatewayId, reason: 'x'.repeat(501) }, { code: 'INVALID_INPUT', field: ['reason'] }],
    [END, { licenceId }, { code: 'NOT_FOUND', field: ['licenceId'] }],
  ];
  for (const [mutation, input, refusal] of refusals) {
    const { data } = await desk.ask('operator', mutation, { input });
    expect(Object.values(data as object)).toMatchObject([{ userErrors: [refusal] }]);
  }
  const anyone = newId();
  for (const [mutation, input] of [
    [SUSPEND, { gatewayId, reason: 'Mine.' }],
    [RESUME, { gatewayId }],
    [
      LICENSE,
      {
        gatewayId,
        modelVersionId: toNodeId('ModelVersion', (await desk.market.publish({ releaseMode: 'licensed-gateway' })).id),
      },
    ],
    [END, { licenceId }],
  ] as const) {
    const { data } = await desk.ask(anyone, mutation, { input });
    expect(Object.values(data as object)).toMatchObject([{ userErrors: [{ code: 'FORBIDDEN' }] }]);
  }
  const node = `query ($id: ID!) { node(id: $id) { id } }`;
  expect(await desk.ask(anyone, node, { id: gatewayId })).toMatchObject({ data: { node: null } });
});
