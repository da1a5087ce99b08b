import { PostJournals } from '../../domain/ledger/index.ts';
import { Orders, RecordMoves, SendDuePayouts } from '../../domain/payouts/index.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { WebhookSigner } from '../../infra/crypto/webhook-signer.ts';
import { HttpWebhookProvider } from '../../infra/payouts/webhook-provider.ts';
import { createDataSource } from '../../infra/postgres/data-source.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { postgresPayouts } from '../../infra/postgres/payouts/index.ts';
import { PostgresTransactions } from '../../infra/postgres/transactions.ts';
import { SECRET } from './receiver.ts';

/** A worker that does one round of sending, in a process of its own: for a test that kills it. */
const [databaseUrl = '', rootKeyFile = '', url = ''] = process.argv.slice(2);
const dataSource = await createDataSource(databaseUrl, 4);
const { payouts, payoutSteps, attempts, destinations } = postgresPayouts(dataSource);
const { accounts, journals } = postgresLedger(dataSource);
const sendDuePayouts = new SendDuePayouts(
  new PostgresTransactions(dataSource),
  payouts,
  attempts,
  new Orders(destinations, await LocalRootKey.fromFile(rootKeyFile)),
  new HttpWebhookProvider(url, new WebhookSigner([SECRET])),
  new RecordMoves(payouts, payoutSteps, new PostJournals(accounts, journals)),
);
await sendDuePayouts.execute();
await dataSource.destroy();
process.stdout.write('done\n');
