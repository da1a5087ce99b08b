import { noticesNodes, noticesResolvers } from '../api/notices/index.ts';
import {
  AbsentCarrier,
  Announce,
  CHANNELS,
  ConfirmNoticeAddress,
  DeliverNotices,
  DispatchNotices,
  EmailBox,
  MarkRead,
  Messages,
  NoticeMetrics,
  ReadNoticeAddress,
  RemoveNoticeAddress,
  SetNoticeAddress,
  SpreadNotices,
  SweepDeliveries,
  type Audience,
  type Channel,
  type NoticeCarrier,
  type NoticeDispatchedHandler,
} from '../domain/notices/index.ts';
import { WebhookSigner } from '../infra/crypto/webhook-signer.ts';
import { SmtpCarrier } from '../infra/notices/smtp-carrier.ts';
import { WebhookCarrier } from '../infra/notices/webhook-carrier.ts';
import { postgresNotices } from '../infra/postgres/notices/index.ts';
import type { Ground, JobSpec, Wired } from './parts.ts';

/** `audiences` and `dispatchedHandlers` are filled by the contexts above; notices know no subject of their own. */
export function wireNotices(ground: Ground) {
  const { transactions: tx, dataSource, rootKey, logger } = ground;
  const audiences = new Map<string, Audience>();
  const dispatchedHandlers: NoticeDispatchedHandler[] = [];
  const kept = postgresNotices(dataSource);
  const { notices, inboxes, deliveries, noticeAddresses: addresses } = kept;
  const { carriers, close } = wireCarriers(ground);
  const box = new EmailBox(rootKey);
  const dispatchNotices = new DispatchNotices(tx, notices, dispatchedHandlers);
  const messages = new Messages(notices, addresses, box);
  const hasWebhook = carriers.has('webhook');
  const deliverNotices = CHANNELS.map((channel) => {
    const failed = (err: unknown, deliveryId: string) =>
      logger.warn({ err, channel, deliveryId }, 'a notice could not be handed over and will be tried again');
    const carrier = carriers.get(channel) ?? new AbsentCarrier(channel);
    return { channel, job: new DeliverNotices(tx, deliveries, messages, carrier, dispatchNotices, failed) };
  });
  const context = {
    ...kept,
    audiences,
    dispatchedHandlers,
    hasEmail: carriers.has('email'),
    announce: new Announce(notices, audiences),
    spreadNotices: new SpreadNotices(
      ...([tx, notices, inboxes, addresses, deliveries] as const),
      ...([audiences, dispatchNotices, hasWebhook] as const),
    ),
    dispatchNotices,
    deliverNotices,
    markRead: new MarkRead(tx, inboxes),
    setNoticeAddress: new SetNoticeAddress(carriers.has('email'), tx, addresses, deliveries, box),
    confirmNoticeAddress: new ConfirmNoticeAddress(tx, addresses),
    removeNoticeAddress: new RemoveNoticeAddress(tx, addresses),
    readNoticeAddress: new ReadNoticeAddress(addresses, box),
    sweepDeliveries: new SweepDeliveries(tx, deliveries),
  };
  const wired: Wired = {
    resolvers: noticesResolvers(context),
    nodes: noticesNodes(context),
    metrics: [new NoticeMetrics(deliveries)],
    jobs: jobsOf(context),
    close,
  };
  return { ...context, wired };
}

interface Working {
  readonly spreadNotices: SpreadNotices;
  readonly dispatchNotices: DispatchNotices;
  readonly sweepDeliveries: SweepDeliveries;
  readonly deliverNotices: readonly { readonly channel: Channel; readonly job: DeliverNotices }[];
}

function jobsOf({ spreadNotices, dispatchNotices, sweepDeliveries, deliverNotices }: Working): JobSpec[] {
  return [
    { name: 'spread notices', job: () => spreadNotices.execute(), idleMs: 1_000, wakeOn: ['notices.notice.'] },
    { name: 'dispatch notices', job: () => dispatchNotices.execute(), idleMs: 1_000 },
    ...deliverNotices.map(({ channel, job }) => ({
      name: `deliver notices by ${channel}`,
      job: () => job.execute(),
      idleMs: 1_000,
      wakeOn: ['notices.code.'],
    })),
    { name: 'sweep deliveries', job: () => sweepDeliveries.execute(), idleMs: 600_000 },
  ];
}

/** The ways out that the operator has configured. */
function wireCarriers({ config }: Ground) {
  const { smtpUrl, mailFrom, publicUrl, noticeWebhookUrl, noticeWebhookSecrets } = config;
  const carriers = new Map<Channel, NoticeCarrier>();
  const smtp = smtpUrl && mailFrom ? new SmtpCarrier({ url: smtpUrl, from: mailFrom, publicUrl }) : null;
  if (smtp) carriers.set('email', smtp);
  if (noticeWebhookUrl && noticeWebhookSecrets) {
    carriers.set('webhook', new WebhookCarrier(noticeWebhookUrl, new WebhookSigner(noticeWebhookSecrets)));
  }
  return { carriers, close: async () => smtp?.close() };
}

export type Notices = ReturnType<typeof wireNotices>;
