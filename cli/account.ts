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
  const { url, instance, tokens } = profile;
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
  const path = profilePath(name);
  if (await findProfile(name)) {
    throw new UsageFault(`${path} already holds an account. Use another --profile, or move that file away.`);
  }
  const key = await generateKey();
  let tokens: Tokens | null = null;
  const client = createClient({ url, key, webSocket: WebSocket, onTokens: (next) => (tokens = next) });
  const { recoveryCodes } = await signUp(client);
  const instance = await client.instance();
  const { privateJwk } = key;
  await saveProfile(name, { url, instance, handle, privateJwk, tokens: withoutRefresh(tokens), uploads: {} });
  return { recoveryCodes, path };
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
