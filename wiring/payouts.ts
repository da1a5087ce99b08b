import { payoutsNodes, payoutsResolvers } from '../api/payouts/index.ts';
import { mountPayoutsWebhook } from '../api/webhooks/index.ts';
import {
  AuditPayouts,
  CancelDestination,
  CancelPayout,
  CreateBatch,
  DecidePayout,
  DESTINATION_WAIT_MS,
  DestinationToSign,
  DiscardBatch,
  EndPayout,
  HoldPayout,
  OpenPayout,
  Orders,
  ReadBatchFile,
  ReadWallets,
  RecordMoves,
  ReleaseBatch,
  ReleasePayout,
  RequestPayout,
  SendDuePayouts,
  SetDestination,
  TakeCallback,
  VerifyCallback,
  type PayableClaims,
  type PayoutSettings,
} from '../domain/payouts/index.ts';
import { OtherHands } from '../domain/identity/index.ts';
import { StandardWebhookSignatures } from '../infra/crypto/webhook-signature.ts';
import { WebhookSigner } from '../infra/crypto/webhook-signer.ts';
import { CsvManualProvider } from '../infra/payouts/manual-provider.ts';
import { HttpWebhookProvider } from '../infra/payouts/webhook-provider.ts';
import { postgresPayouts } from '../infra/postgres/payouts/index.ts';
import type { Identity } from './identity.ts';
import type { wireMoney } from './money.ts';
import type { Notices } from './notices.ts';
import type { Ground, Wired } from './parts.ts';

type Books = Pick<ReturnType<typeof wireMoney>, 'accounts' | 'journals' | 'postJournals'>;

/** `otherClaims`: what lower contexts have on the account `payable`, for the audit of its balance. */
export function wirePayouts(
  ground: Ground,
  identity: Identity,
  { announce }: Pick<Notices, 'announce'>,
  books: Books,
  otherClaims: readonly PayableClaims[] = [],
) {
  const { transactions: tx, config, rootKey } = ground;
  const { minPayoutMicros, minPayoutMicrosOf, currencies } = config;
  const settings = { destinationWaitMs: DESTINATION_WAIT_MS, minPayoutMicros, minPayoutMicrosOf, currencies };
  const kept = postgresPayouts(ground.dataSource);
  const { destinations, payouts } = kept;
  const recordMoves = new RecordMoves(payouts, kept.payoutSteps, books.postJournals);
  const otherHands = new OtherHands(identity.persons);
  const endPayout = new EndPayout(recordMoves);
  const openPayout = new OpenPayout(settings, identity.users, identity.persons, destinations, payouts, recordMoves);
  const orders = new Orders(destinations, rootKey);
  const context = {
    ...kept,
    orders,
    recordMoves,
    ...wireDestinations(ground, identity, settings, kept, recordMoves),
    ...wireBatches(ground, kept, orders, otherHands, recordMoves),
    openPayout,
    requestPayout: new RequestPayout(tx, openPayout),
    cancelPayout: new CancelPayout(tx, payouts, recordMoves),
    readWallets: new ReadWallets(settings, books.accounts),
    holdPayout: new HoldPayout(tx, payouts, recordMoves, announce),
    releasePayout: new ReleasePayout(tx, payouts, otherHands, recordMoves),
    decidePayout: new DecidePayout(tx, payouts, otherHands, endPayout),
    takeCallback: new TakeCallback(tx, payouts, kept.callbacks, endPayout),
    auditPayouts: new AuditPayouts(tx, payouts, books.accounts, books.journals, currencies, otherClaims),
  };
  const webhook = wireWebhook(ground, kept, orders, recordMoves);
  const wired: Wired = {
    resolvers: payoutsResolvers(context),
    nodes: payoutsNodes(context),
    mounts: webhook ? [mountPayoutsWebhook({ ...context, ...webhook })] : [],
    jobs: webhook
      ? [
          {
            name: 'send payouts',
            job: () => webhook.sendDuePayouts.execute(),
            idleMs: 1_000,
            wakeOn: ['payouts.payout.'],
          },
        ]
      : [],
  };
  return { ...context, sendDuePayouts: webhook?.sendDuePayouts ?? null, wired };
}

type Kept = ReturnType<typeof postgresPayouts>;

function wireDestinations(
  { transactions: tx, rootKey }: Ground,
  { users, verifyAct }: Identity,
  settings: PayoutSettings,
  { destinations, payouts }: Kept,
  recordMoves: RecordMoves,
) {
  return {
    setDestination: new SetDestination(
      ...([settings, tx, users, destinations, payouts] as const),
      ...([verifyAct, rootKey, recordMoves] as const),
    ),
    cancelDestination: new CancelDestination(tx, users, destinations, payouts, recordMoves),
    destinationToSign: new DestinationToSign(settings, tx, destinations),
  };
}

/** The manual way out: a file, and two hands. */
function wireBatches(
  { transactions: tx }: Ground,
  { payouts, batches, destinations }: Kept,
  orders: Orders,
  otherHands: OtherHands,
  recordMoves: RecordMoves,
) {
  const provider = new CsvManualProvider();
  return {
    createBatch: new CreateBatch(tx, payouts, batches, orders, provider),
    readBatchFile: new ReadBatchFile(tx, payouts, batches, orders, provider),
    releaseBatch: new ReleaseBatch(
      ...([tx, payouts, destinations, batches, orders, provider] as const),
      ...([otherHands, recordMoves] as const),
    ),
    discardBatch: new DiscardBatch(tx, payouts, batches),
  };
}

/** The way out by webhook, and back; null where none is configured. */
function wireWebhook({ transactions: tx, config }: Ground, kept: Kept, orders: Orders, recordMoves: RecordMoves) {
  const { payoutWebhookUrl: url, payoutWebhookSecrets: secrets } = config;
  if (!url || !secrets) return null;
  const provider = new HttpWebhookProvider(url, new WebhookSigner(secrets));
  return {
    sendDuePayouts: new SendDuePayouts(tx, kept.payouts, kept.attempts, orders, provider, recordMoves),
    verifyCallback: new VerifyCallback(new StandardWebhookSignatures(), secrets),
  };
}

export type PayoutsContext = ReturnType<typeof wirePayouts>;
