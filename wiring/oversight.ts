import {
  AdmitDelivery,
  CheckProbes,
  InboxGauge,
  LicenseGateway,
  OpenServedArtefact,
  RecordProbe,
  ReplayUsage,
  ResumeGateway,
  RevokeLicence,
  SuspendGateway,
  WatchSequences,
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
  const { gateways, apiKeys, inbox, ...kept } = postgresMetering(dataSource);
  const { licences, parkedUsage, replays, sequenceGaps, probes, waitingUsage } = kept;
  const { inboxLimit: events, inboxLagMs: lagMs, gatewayEventsPerSecond, gapDelayMs, probeWindowMs } = config;
  const gauge = new InboxGauge(waitingUsage, { events, lagMs });
  return {
    licences,
    waitingUsage,
    refusals: kept.refusals,
    parkedUsage,
    replays,
    sequenceGaps,
    probes,
    replayUsage: new ReplayUsage(tx, inbox, parkedUsage, replays, queue),
    admitDelivery: new AdmitDelivery(gauge, gatewayEventsPerSecond),
    watchSequences: new WatchSequences(tx, sequenceGaps, waitingUsage, gapDelayMs),
    recordProbe: new RecordProbe(tx, probes, gateways, apiKeys, modelVersions, probeWindowMs),
    checkProbes: new CheckProbes(tx, probes, probeWindowMs),
    suspendGateway: new SuspendGateway(tx, gateways),
    resumeGateway: new ResumeGateway(tx, gateways),
    licenseGateway: new LicenseGateway(tx, gateways, licences, modelVersions),
    revokeLicence: new RevokeLicence(tx, licences),
    openServedArtefact: new OpenServedArtefact(modelVersions, licences, openModelArtefact),
  };
}
