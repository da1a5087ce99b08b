import { WebSocket } from 'ws';
import { createClient, generateKey, type CommonpoolClient } from '../../../codegen/client/index.ts';

/** Anyone with a key and an account. Acts through the public API alone, as any client would. */
export class Actor {
  protected constructor(
    readonly handle: string,
    readonly userId: string,
    readonly client: CommonpoolClient,
  ) {}

  close(): Promise<void> {
    return this.client.close();
  }
}

export interface Arrival {
  readonly handle: string;
  readonly userId: string;
  readonly client: CommonpoolClient;
}

/** Makes a key, registers it, and is signed in. */
export async function signUp(url: string, handle: string): Promise<Arrival> {
  const client = createClient({ url, key: await generateKey(), webSocket: WebSocket });
  const { userId } = await client.signUp(handle);
  return { handle, userId, client };
}

/** The first value that satisfies; throws when the server ends the stream before. */
export async function first<T>(values: AsyncIterable<T>, satisfies: (value: T) => boolean): Promise<T> {
  for await (const value of values) if (satisfies(value)) return value;
  throw new Error('The live updates ended before what was awaited came.');
}

/** For what a payload holds whenever it has no user errors, which the client throws. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('The server left out what was asked for.');
  return value;
}
