import {
  ClaimInstanceDocument,
  CompleteRecoveryDocument,
  InstanceDocument,
  RequestChallengeDocument,
  SignInDocument,
  SignOutDocument,
  SignUpDocument,
  StartRecoveryDocument,
  type TypedDocumentString,
} from '../generated/graphql.ts';
import type { Json } from './canonical-json.ts';
import { download } from './download.ts';
import { RequestFailed } from './errors.ts';
import type { SigningKey } from './keys.ts';
import { Session, type Tokens } from './session.ts';
import { signChallenge, signStatement } from './statements.ts';
import { Subscriptions } from './subscriptions.ts';
import { send, type Fetch, type Target } from './transport.ts';
import { Upload, type UploadOptions } from './upload.ts';

export interface ClientOptions {
  /** Where the instance is, without a path. */
  readonly url: string;
  /** Signs in, and signs statements. */
  readonly key?: SigningKey;
  /** From an earlier sign-in. */
  readonly tokens?: Tokens | null;
  /** A token that comes from elsewhere and is not refreshed here. */
  readonly token?: string;
  /** Called with each new pair, so that the last refresh token can be kept. */
  readonly onTokens?: (tokens: Tokens | null) => void;
  /** The instance's name as it was at the first contact; another one is refused. Asked for when absent. */
  readonly instance?: string;
  readonly fetch?: Fetch;
  /** For platforms without a WebSocket of their own, such as Node 20: the class of the package `ws`. */
  readonly webSocket?: unknown;
}

export interface StartedRecovery {
  readonly id: string;
  /** From then on it can be completed, with the same key. */
  readonly readyAt: string;
}

export interface SignedUp {
  readonly userId: string;
  readonly recoveryCodes: readonly string[];
}

type VariablesOf<Variables> = Variables extends Record<string, never> ? [] : [variables: Variables];

/** All that a member, a builder, a customer or an operator does, over the public API alone. */
export class CommonpoolClient {
  readonly url: string;
  private readonly options: ClientOptions;
  private readonly target: Target;
  private readonly session: Session;
  private subscriptions: Subscriptions | null = null;
  private instanceName: string | null = null;

  constructor(options: ClientOptions) {
    this.url = options.url.replace(/\/+$/, '');
    this.options = options;
    this.target = { url: this.url, fetch: options.fetch ?? globalThis.fetch };
    this.session = new Session({
      target: this.target,
      tokens: options.tokens ?? null,
      changed: options.onTokens ?? (() => {}),
      signIn: options.key ? () => this.signedIn() : null,
    });
  }

  /** Throws UserErrors where a rule refused, RequestFailed and Unreachable otherwise. */
  async request<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...[variables]: VariablesOf<Variables>
  ): Promise<Result> {
    const given = (variables ?? {}) as Variables;
    try {
      return await send(this.target, document, given, await this.token());
    } catch (error) {
      const refused = error instanceof RequestFailed && error.code === 'UNAUTHENTICATED' && error.status === 401;
      const token = refused && !this.options.token ? await this.session.renew() : null;
      if (!token) throw error;
      return send(this.target, document, given, token);
    }
  }

  /** Live values until the loop is left; throws RequestFailed when the server ends it with an error. */
  follow<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...[variables]: VariablesOf<Variables>
  ): AsyncGenerator<Result, void, undefined> {
    this.subscriptions ??= new Subscriptions(this.url, () => this.token(), this.options.webSocket);
    return this.subscriptions.follow(document, (variables ?? {}) as Variables);
  }

  async signUp(handle: string): Promise<SignedUp> {
    const input = { handle, ...(await this.keyProof('identity.sign-up')) };
    const { signUp } = await send(this.target, SignUpDocument, { input }, null);
    return this.signedUp(signUp);
  }

  /** Becomes the first operator of a new instance, with the token that its first start wrote down. */
  async claimInstance(handle: string, setupToken: string): Promise<SignedUp> {
    const input = { handle, setupToken, ...(await this.keyProof('identity.sign-up')) };
    const { claimInstance } = await send(this.target, ClaimInstanceDocument, { input }, null);
    return this.signedUp(claimInstance);
  }

  /** Spends a recovery code of an account; this client's key is let in once the cooling-off period is over. */
  async startRecovery(handle: string, code: string): Promise<StartedRecovery> {
    const { publicKey: newPublicKey, proof } = await this.keyProof('identity.start-recovery');
    const input = { handle, code, newPublicKey, proof };
    const { startRecovery } = await send(this.target, StartRecoveryDocument, { input }, null);
    return startRecovery.recovery as StartedRecovery;
  }

  /** After the cooling-off period: this client's key belongs to the account, and is signed in. */
  async completeRecovery(recoveryId: string, revokeOldKeys = false): Promise<void> {
    const { proof } = await this.keyProof('identity.complete-recovery');
    const input = { recoveryId, proof, revokeOldKeys };
    const { completeRecovery } = await send(this.target, CompleteRecoveryDocument, { input }, null);
    this.session.keep(completeRecovery.tokens);
  }

  async signIn(): Promise<void> {
    this.session.keep(await this.signedIn());
  }

  async signOut(): Promise<void> {
    await this.request(SignOutDocument);
    this.session.keep(null);
  }

  /** The member's signature over an act; `subject` and `object` as the field's description says. */
  async statement(action: string, subject: string, object: Json): Promise<string> {
    return signStatement({ instance: await this.instance(), key: this.key(), action, subject, object });
  }

  /** Sends an archive and answers the id of the dataset that it becomes. */
  upload(archive: Blob, options: UploadOptions): Promise<string> {
    return new Upload(this.target, () => this.token(), archive, options).send();
  }

  /** What is not asked by GraphQL, such as `/proposals/<id>/bundle`. */
  async download(path: string): Promise<Response> {
    return download(this.target, path, await this.token());
  }

  /** The name that signatures carry. */
  async instance(): Promise<string> {
    if (this.instanceName) return this.instanceName;
    const { name } = (await send(this.target, InstanceDocument, {}, null)).instance;
    if (this.options.instance && this.options.instance !== name) {
      throw new Error(`${this.url} calls itself ${name}, but was ${this.options.instance} before. Nothing was signed.`);
    }
    this.instanceName = name;
    return name;
  }

  async close(): Promise<void> {
    await this.subscriptions?.close();
  }

  private async signedIn(): Promise<Tokens | null> {
    const { proof } = await this.keyProof('identity.sign-in');
    const input = { keyId: this.key().thumbprint, proof };
    return (await send(this.target, SignInDocument, { input }, null)).signIn.tokens;
  }

  /** The access token, renewed where it is about to end; null when nobody is signed in. For use beside this client. */
  token(): Promise<string | null> {
    return this.options.token ? Promise.resolve(this.options.token) : this.session.token();
  }

  private key(): SigningKey {
    if (!this.options.key) throw new TypeError('This client was made without a key, so it cannot sign.');
    return this.options.key;
  }

  private async keyProof(action: string): Promise<{ publicKey: string; proof: string }> {
    const key = this.key();
    const { requestChallenge } = await send(this.target, RequestChallengeDocument, {}, null);
    const proof = await signChallenge(key, await this.instance(), action, requestChallenge.challenge ?? '');
    return { publicKey: JSON.stringify(key.publicJwk), proof };
  }

  private signedUp(answer: {
    readonly user: { readonly id: string } | null;
    readonly tokens: Tokens | null;
    readonly recoveryCodes: readonly string[] | null;
  }): SignedUp {
    this.session.keep(answer.tokens);
    return { userId: answer.user?.id ?? '', recoveryCodes: answer.recoveryCodes ?? [] };
  }
}

export function createClient(options: ClientOptions): CommonpoolClient {
  return new CommonpoolClient(options);
}
