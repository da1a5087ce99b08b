import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GatewayRevoked, type Licence } from '../../domain/metering/index.ts';
import { Forbidden, InvalidInput, newId, NotFound } from '../../domain/shared/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { WebhookDoor, type Answer } from '../webhooks/webhook-door.ts';

let market: Market;
let door: WebhookDoor;
let partner: WebhookDoor;
let customer: Customer;
beforeAll(async () => {
  market = await openMarket();
  door = await WebhookDoor.open(market);
  partner = await WebhookDoor.open(market, 'licensed');
  customer = await market.customer();
});
afterAll(async () => {
  await door.close();
  await partner.close();
  await market.close();
});

const refusal = ({ status, body }: Answer) => [status, body.errors?.[0]?.extensions.code];
const statuses = ({ body }: Answer) => body.results?.map((result) => result.code ?? result.status);
const suspend = (gatewayId: string) =>
  market.money.suspendGateway.execute({ viewer: market.operator, gatewayId, reason: 'A gap.' });
const resume = (gatewayId: string) => market.money.resumeGateway.execute({ viewer: market.operator, gatewayId });
const license = (gatewayId: string, modelVersionId: string): Promise<Licence> =>
  market.money.licenseGateway.execute({ viewer: market.operator, gatewayId, modelVersionId });

test('a suspended gateway finds every door closed, and the same delivery counts once it is resumed', async () => {
  const { id } = await market.publish();
  const edge = await WebhookDoor.open(market);
  const call = edge.event(customer, id);
  const doors = () =>
    Promise.all([
      edge.send(call),
      edge.ask('/introspect', { apiKey: 'cpk_x' }),
      edge.ask('/tickets', { tickets: [] }),
      edge.ask(`/models/${toNodeId('ModelVersion', id)}`),
      edge.ask(`/models/${toNodeId('ModelVersion', id)}/artefact`),
    ]);
  const { suspendedAt } = await suspend(edge.gatewayId);
  expect((await suspend(edge.gatewayId)).suspendedAt).toEqual(suspendedAt);
  expect((await doors()).map(refusal)).toEqual(Array.from({ length: 5 }, () => [403, 'GATEWAY_SUSPENDED']));
  expect(await market.db.dataSource.query('SELECT 1 FROM usage_inbox WHERE gateway_id = $1', [edge.gatewayId])).toEqual(
    [],
  );
  expect((await resume(edge.gatewayId)).suspendedAt).toBeNull();
  expect(statuses(await edge.send(call))).toEqual(['accepted']);
  const history = 'SELECT reason, ended_at IS NULL AS running FROM gateway_suspensions WHERE gateway_id = $1';
  expect(await market.db.dataSource.query(history, [edge.gatewayId])).toEqual([{ reason: 'A gap.', running: false }]);
  await edge.close();
});

test('who did not sign is not told that a gateway is suspended', async () => {
  const edge = await WebhookDoor.open(market);
  await suspend(edge.gatewayId);
  const forged = await edge.send(
    { source: `/gateways/${toNodeId('Gateway', edge.gatewayId)}` },
    { secret: door.secret },
  );
  expect(refusal(forged)).toEqual([401, 'WEBHOOK_SIGNATURE_INVALID']);
  await edge.close();
});

test('a revocation is final: no suspension, no resuming and no licence after it, not even by hand', async () => {
  const { gateway } = await market.money.registerGateway.execute({
    viewer: market.operator,
    name: 'gone',
    kind: 'licensed',
  });
  await suspend(gateway.id);
  await market.money.revokeGateway.execute({ viewer: market.operator, gatewayId: gateway.id });
  const { id } = await market.publish({ releaseMode: 'licensed-gateway' });
  await expect(resume(gateway.id)).rejects.toThrow(GatewayRevoked);
  await expect(suspend(gateway.id)).rejects.toThrow(GatewayRevoked);
  await expect(license(gateway.id, id)).rejects.toThrow(GatewayRevoked);
  for (const change of ['revoked_at = NULL', 'suspended_at = NULL']) {
    const update = market.db.dataSource.query(`UPDATE gateways SET ${change} WHERE id = $1`, [gateway.id]);
    await expect(update).rejects.toThrow('never changed');
  }
});

test('a gateway reports the versions that it may serve; another is refused beside them, and a licensed one wants tickets', async () => {
  const [hosted, own, others, open] = [
    await market.publish(),
    await market.publish({ releaseMode: 'licensed-gateway' }),
    await market.publish({ releaseMode: 'licensed-gateway' }),
    await market.publish({ releaseMode: 'open' }),
  ];
  await license(partner.gatewayId, own.id);
  const all = [hosted, own, others, open].map(({ id }) => id);
  expect(statuses(await door.send(all.map((id) => door.event(customer, id))))).toEqual([
    'accepted',
    'WRONG_GATEWAY',
    'WRONG_GATEWAY',
    'WRONG_GATEWAY',
  ]);
  expect(statuses(await partner.send(all.map((id) => partner.event(customer, id))))).toEqual([
    'WRONG_GATEWAY',
    'TICKET_REQUIRED',
    'WRONG_GATEWAY',
    'WRONG_GATEWAY',
  ]);
});

test('a licence counts by the time of the call: what was served before its end passes after it, and lacks but a ticket', async () => {
  const { id } = await market.publish({ releaseMode: 'licensed-gateway' });
  const now = async () => (await market.db.clock.now()).toISOString();
  const before = partner.event(customer, id, { time: await now() });
  await market.db.clock.advance(1_000);
  const licence = await license(partner.gatewayId, id);
  expect(await license(partner.gatewayId, id)).toEqual(licence);
  await market.db.clock.advance(1_000);
  const during = partner.event(customer, id, { time: await now() });
  await market.db.clock.advance(1_000);
  await market.money.revokeLicence.execute({ viewer: market.operator, licenceId: licence.id });
  await market.db.clock.advance(1_000);
  const after = partner.event(customer, id, { time: await now() });
  expect(statuses(await partner.send([before, during, after]))).toEqual([
    'WRONG_GATEWAY',
    'TICKET_REQUIRED',
    'WRONG_GATEWAY',
  ]);
  const again = await license(partner.gatewayId, id);
  expect(again.id).not.toBe(licence.id);
  const kept = await market.money.licences.ofVersions(partner.gatewayId, [id]);
  expect(kept.filter(({ endedAt }) => endedAt === null).map((one) => one.id)).toEqual([again.id]);
  expect(kept).toHaveLength(2);
});

test('licences and suspensions are history: they end once, and nothing else of them changes', async () => {
  const { id } = await market.publish({ releaseMode: 'licensed-gateway' });
  const { id: licenceId } = await license(partner.gatewayId, id);
  const change = (sql: string) => market.db.dataSource.query(sql, [licenceId]);
  await expect(change(`UPDATE gateway_licences SET granted_at = now() WHERE id = $1`)).rejects.toThrow('may change');
  await expect(change(`DELETE FROM gateway_licences WHERE id = $1`)).rejects.toThrow('never changed');
  await market.money.revokeLicence.execute({ viewer: market.operator, licenceId });
  await expect(change(`UPDATE gateway_licences SET ended_at = NULL, ended_by = NULL WHERE id = $1`)).rejects.toThrow(
    'never changed',
  );
  await expect(market.db.dataSource.query('TRUNCATE gateway_suspensions')).rejects.toThrow('never changed');
  await expect(market.db.dataSource.query(`UPDATE gateways SET kind = 'hosted'`)).rejects.toThrow('may change');
});

test('only an operator decides, and only licensed gateways get licences, for licensed versions', async () => {
  const { viewer } = customer;
  const [hosted, licensed] = [await market.publish(), await market.publish({ releaseMode: 'licensed-gateway' })];
  const { money, operator } = market;
  const gatewayId = partner.gatewayId;
  await expect(money.suspendGateway.execute({ viewer, gatewayId, reason: 'x' })).rejects.toThrow(Forbidden);
  await expect(money.resumeGateway.execute({ viewer, gatewayId })).rejects.toThrow(Forbidden);
  await expect(money.licenseGateway.execute({ viewer, gatewayId, modelVersionId: licensed.id })).rejects.toThrow(
    Forbidden,
  );
  await expect(money.revokeLicence.execute({ viewer, licenceId: newId() })).rejects.toThrow(Forbidden);
  await expect(license(gatewayId, hosted.id)).rejects.toThrow(InvalidInput);
  await expect(license(door.gatewayId, licensed.id)).rejects.toThrow(InvalidInput);
  await expect(license(gatewayId, newId())).rejects.toThrow(NotFound);
  await expect(license(newId(), licensed.id)).rejects.toThrow(NotFound);
  await expect(money.revokeLicence.execute({ viewer: operator, licenceId: newId() })).rejects.toThrow(NotFound);
  await expect(suspend(newId())).rejects.toThrow(NotFound);
  await expect(money.suspendGateway.execute({ viewer: operator, gatewayId, reason: '  ' })).rejects.toThrow(
    InvalidInput,
  );
});
