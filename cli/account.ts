import { WebSocket } from 'ws';
import { createClient, generateKey, keyFromJwk, type CommonpoolClient, type Tokens } from '../codegen/client/index.ts';
import { UsageFault } from './faults.ts';
import { findProfile, profilePath, saveProfile, type Profile } from './profile.ts';

export interface Account {
  readonly client: CommonpoolClient;
  readonly profile: Profile;
  /** Keeps more in the profile, in the order of the calls. */
  update(changes: Partial<Profile>): void;
  /** Ends the connection once all is kept. */
  close(): Promise<void>;
}

/** Signed in as the profile's user; signs in with its key when its last token has ended. */
export async function openAccount(name: string): Promise<Account> {
  const profile = await findProfile(name);
  if (!profile) {
    throw new UsageFault(
      `There is no account in ${profilePath(name)}. Make one: commonpool sign-up <handle> --url <address of the instance>`,
    );
  }
  const { url, instance, tokens, recovery } = profile;
  if (recovery) {
    throw new UsageFault(
      `The recovery of ${profile.handle} is ready at ${recovery.readyAt}. Then run: commonpool recover --finish`,
    );
  }
  const key = await keyFromJwk(profile.privateJwk);
  const kept = new KeptProfile(name, profile);
  const onTokens = (next: Tokens | null) => kept.update({ tokens: withoutRefresh(next) });
  const client = createClient({ url, key, instance, tokens, webSocket: WebSocket, onTokens });
  if (!tokens) await client.signIn();
  const close = async () => {
    await client.close();
    await kept.saved();
  };
  return { client, profile, update: (changes) => kept.update(changes), close };
}

type SignUp = (client: CommonpoolClient) => Promise<{ recoveryCodes: readonly string[] }>;

/** A new key, then the account, then the profile: the key is saved only for an account that exists. */
export async function makeAccount(
  name: string,
  { url, handle }: { url: string; handle: string },
  signUp: SignUp,
): Promise<{ recoveryCodes: readonly string[]; path: string }> {
  const path = await freePath(name);
  const key = await generateKey();
  let tokens: Tokens | null = null;
  const client = createClient({ url, key, webSocket: WebSocket, onTokens: (next) => (tokens = next) });
  const { recoveryCodes } = await signUp(client);
  const instance = await client.instance();
  const { privateJwk } = key;
  await saveProfile(name, { url, instance, handle, privateJwk, tokens: withoutRefresh(tokens), uploads: {} });
  return { recoveryCodes, path };
}

/** A new key that waits beside the account until the cooling-off period is over. */
export async function startRecovery(
  name: string,
  { url, handle, code }: { url: string; handle: string; code: string },
): Promise<{ readyAt: string; path: string }> {
  const path = await freePath(name);
  const key = await generateKey();
  const client = createClient({ url, key });
  const instance = await client.instance();
  const recovery = await client.startRecovery(handle, code);
  const { privateJwk } = key;
  await saveProfile(name, { url, instance, handle, privateJwk, tokens: null, recovery, uploads: {} });
  return { readyAt: recovery.readyAt, path };
}

/** The profile is an account like any other from here on. */
export async function finishRecovery(name: string, revokeOldKeys: boolean): Promise<Profile> {
  const profile = await findProfile(name);
  if (!profile?.recovery) {
    throw new UsageFault(
      `No recovery waits in ${profilePath(name)}. Begin one: commonpool recover <handle> --code <code>`,
    );
  }
  const { recovery, ...account } = profile;
  const { url, instance } = account;
  let tokens: Tokens | null = null;
  const key = await keyFromJwk(account.privateJwk);
  const client = createClient({ url, instance, key, onTokens: (next) => (tokens = next) });
  await client.completeRecovery(recovery.id, revokeOldKeys);
  const finished = { ...account, tokens: withoutRefresh(tokens) };
  await saveProfile(name, finished);
  return finished;
}

/** Never written over: a profile holds the only copy of a key. */
async function freePath(name: string): Promise<string> {
  const path = profilePath(name);
  if (!(await findProfile(name))) return path;
  throw new UsageFault(`${path} already holds an account. Use another --profile, or move that file away.`);
}

class KeptProfile {
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly name: string,
    private profile: Profile,
  ) {}

  update(changes: Partial<Profile>): void {
    const next = { ...this.profile, ...changes };
    this.profile = next;
    this.last = this.last.then(() => saveProfile(this.name, next));
    // Whoever awaits `saved` hears of it; until then it must not count as unhandled.
    this.last.catch(() => {});
  }

  saved(): Promise<void> {
    return this.last;
  }
}

/**
 * Two commands at once would use the same refresh token, and using one twice ends the session; so each command refreshes
 * only the session that it began itself.
 */
function withoutRefresh(tokens: Tokens | null): Tokens | null {
  return tokens && { accessToken: tokens.accessToken, accessTokenExpiresAt: tokens.accessTokenExpiresAt };
}
