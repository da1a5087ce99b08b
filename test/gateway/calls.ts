import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import type { Call, UsageEvent } from '../../examples/gateway/usage-event.ts';
import { Spool } from '../../examples/gateway/spool/spool.ts';

export const SOURCE = '/gateways/djE6R2F0ZXdheTox';
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export function aCall(): Call {
  return {
    id: randomUUID(),
    time: new Date().toISOString(),
    modelVersionId: 'djE6TW9kZWxWZXJzaW9uOjE',
    customerId: 'djE6VXNlcjox',
    keyId: 'djE6QXBpS2V5OjE',
    queries: 1,
  };
}

export function append(spool: Spool, count: number): Promise<UsageEvent[]> {
  return Promise.all(Array.from({ length: count }, () => spool.append(aCall())));
}

export interface Place {
  readonly folder: string;
  /** As after a crash: whatever held the folder before has let go of it. */
  readonly open: (segmentBytes?: number, source?: string) => Promise<Spool>;
}

/** Gives folders for spools; both are gone after the test. */
export function places(): () => Promise<Place> {
  const folders: string[] = [];
  const spools: Spool[] = [];
  afterEach(async () => {
    for (const spool of spools.splice(0)) await spool.close();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'commonpool-gateway-'));
    folders.push(folder);
    let held: Spool | undefined;
    const open = async (segmentBytes?: number, source = SOURCE) => {
      await held?.close();
      held = undefined;
      spools.push((held = await Spool.open(folder, source, segmentBytes)));
      return held;
    };
    return { folder, open };
  };
}
