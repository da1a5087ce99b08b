import { openAsBlob, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { RequestFailed, type CommonpoolClient } from '../../codegen/client/index.ts';
import {
  DatasetDocument,
  ImportProgressDocument,
  type ImportProgressSubscription,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import type { Output } from '../output.ts';

type Progress = ImportProgressSubscription['importProgress'];

export function uploadCommand(program: Command): void {
  command(program, 'upload <archive>', 'upload an export archive into your vault and wait for its import').action(
    asUser(upload),
  );
}

async function upload(account: Account, output: Output, archive: string, _options: CommonOptions): Promise<void> {
  const path = resolve(archive);
  const { size, mtimeMs } = await archiveFile(path);
  const datasetId = await sent(account, output, path, `${path} ${size} ${mtimeMs}`);
  const done = await imported(account.client, output, datasetId);
  if (done.error) throw new RequestFailed(done.error.message, { code: done.error.code, status: 422, requestId: null });
  const { node } = await account.client.request(DatasetDocument, { id: datasetId });
  output.show(node, [
    `Dataset ${datasetId}: ${done.rowsKept} records, ${done.rowsRejected} rows that could not be used.`,
  ]);
}

/** Checked before anything is sent: what can never be read would leave an unfinished upload behind. */
async function archiveFile(path: string): Promise<Stats> {
  const hint = 'Give the archive as the platform made it, usually a .zip file.';
  const found = await stat(path).catch(() => null);
  if (!found) throw new UsageFault(`${path} cannot be read. ${hint}`);
  if (!found.isFile()) throw new UsageFault(`${path} is ${found.isDirectory() ? 'a folder' : 'no file'}. ${hint}`);
  if (found.size === 0) throw new UsageFault(`${path} is empty. ${hint}`);
  return found;
}

/** An archive whose upload was interrupted goes on where it stopped, also days later. */
async function sent(account: Account, output: Output, path: string, name: string): Promise<string> {
  const { client } = account;
  const { [name]: begun, ...others } = account.profile.uploads;
  const archive = await openAsBlob(path);
  const bar = barFor(output, 'Uploading');
  bar.start(archive.size);
  const options = {
    filename: basename(path),
    onStart: (address: string) => account.update({ uploads: { ...others, [name]: address } }),
    onProgress: (bytes: number) => bar.update(bytes),
  };
  try {
    const datasetId = await client
      .upload(archive, begun ? { ...options, resume: begun } : options)
      .catch((error: unknown) => {
        if (!begun || !(error instanceof RequestFailed) || ![404, 410].includes(error.status)) throw error;
        return client.upload(archive, options);
      });
    account.update({ uploads: others });
    return datasetId;
  } finally {
    bar.stop();
  }
}

async function imported(client: CommonpoolClient, output: Output, datasetId: string): Promise<Progress> {
  const bar = barFor(output, 'Importing');
  bar.start(1);
  try {
    for await (const { importProgress } of client.follow(ImportProgressDocument, { datasetId })) {
      bar.update(Number(importProgress.bytesRead), Math.max(Number(importProgress.bytesTotal), 1));
      if (importProgress.state === 'DONE' || importProgress.state === 'FAILED') return importProgress;
    }
    throw new Error('The connection ended before the import did. It goes on; look with `commonpool watch`.');
  } finally {
    bar.stop();
  }
}

interface Bar {
  start(total: number): void;
  update(value: number, total?: number): void;
  stop(): void;
}

function barFor({ json }: Output, title: string): Bar {
  if (json || !process.stderr.isTTY) return { start: () => {}, update: () => {}, stop: () => {} };
  const bar = new SingleBar({ format: `${title} [{bar}] {percentage}%`, hideCursor: true });
  return {
    start: (total) => bar.start(total, 0),
    update: (value, total) => {
      if (total !== undefined) bar.setTotal(total);
      bar.update(value);
    },
    stop: () => bar.stop(),
  };
}
