import {
  AdmitDelivery,
  InboxGauge,
  LicenseGateway,
  OpenServedArtefact,
  ReplayUsage,
  ResumeGateway,
  RevokeLicence,
  SuspendGateway,
  type UsageQueue,
} from '../domain/metering/index.ts';
import { postgresMetering } from '../infra/postgres/metering/index.ts';
import type { Models } from './models.ts';
import type { Ground } from './parts.ts';

/** What operators see of the gateways and decide about them. */
export function wireOversight(
  { transactions: tx, dataSource, config }: Ground,
  { modelVersions, openModelArtefact }: Pick<Models, 'modelVersions' | 'openModelArtefact'>,
  queue: UsageQueue,
) {
  const { gateways, licences, inbox, waitingUsage, refusals, parkedUsage, replays } = postgresMetering(dataSource);
  const gauge = new InboxGauge(waitingUsage, { events: config.inboxLimit, lagMs: config.inboxLagMs });
  return {
    licences,
    waitingUsage,
    refusals,
    parkedUsage,
    replays,
    replayUsage: new ReplayUsage(tx, inbox, parkedUsage, replays, queue),
    admitDelivery: new AdmitDelivery(gauge, config.gatewayEventsPerSecond),
    suspendGateway: new SuspendGateway(tx, gateways),
    resumeGateway: new ResumeGateway(tx, gateways),
    licenseGateway: new LicenseGateway(tx, gateways, licences, modelVersions),
    revokeLicence: new RevokeLicence(tx, licences),
    openServedArtefact: new OpenServedArtefact(modelVersions, licences, openModelArtefact),
  };
}
