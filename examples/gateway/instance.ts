import { createHash } from 'node:crypto';

/** What the instance says of a key, for one model version. */
export type Introspection =
  | {
      readonly active: true;
      readonly customerId: string;
      readonly keyId: string;
      /** A call of this version must be bought before it is served. */
      readonly ticketsRequired: boolean;
      /** Whether a call without a ticket can be paid as things stand. */
      readonly spendable: boolean;
    }
  | { readonly active: false };

/** What to ask for before a call; asked again with the same `requestId` it is the same ticket. */
export interface TicketWish {
  readonly requestId: string;
  readonly keyId: string;
  readonly modelVersionId: string;
  /** The most that the call can use. */
  readonly maxUnits: { readonly queries: number };
}

export type TicketAnswer =
  | { readonly status: 'issued'; readonly ticket: { readonly id: string; readonly state: string } }
  | { readonly status: 'refused'; readonly code: string; readonly message: string };

export interface ModelFacts {
  readonly id: string;
  readonly state: 'live' | 'suspended';
  readonly releaseMode: string;
  /** SHA-256 of the artefact's bytes, in hex. */
  readonly artefactDigest: string;
  readonly currency: string;
  readonly pricePerQueryMicros: string;
}

/** The instance could not be asked, or said no. */
export class InstanceFault extends Error {
  override readonly name = 'InstanceFault';
  /** True where the instance itself said no, so that nothing was done; else nobody knows. */
  readonly final: boolean;

  constructor(message: string, { final = false, cause }: { final?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.final = final;
  }
}

const PATIENCE_MS = 10_000;
const ARTEFACT_PATIENCE_MS = 300_000;

/** The instance's door for gateways. */
export class Instance {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async introspect(apiKey: string, modelVersionId: string): Promise<Introspection> {
    const body = JSON.stringify({ apiKey, modelVersionId });
    const response = await this.ask('/gateway/introspect', PATIENCE_MS, { method: 'POST', body });
    return (await response.json()) as Introspection;
  }

  async buyTicket(wish: TicketWish): Promise<TicketAnswer> {
    const body = JSON.stringify({ tickets: [wish] });
    const response = await this.ask('/gateway/tickets', PATIENCE_MS, { method: 'POST', body });
    const { results } = (await response.json()) as { results: readonly [TicketAnswer] };
    return results[0];
  }

  async releaseTicket(id: string, reason: string): Promise<void> {
    const body = JSON.stringify({ reason });
    await this.ask(`/gateway/tickets/${encodeURIComponent(id)}/release`, PATIENCE_MS, { method: 'POST', body });
  }

  async model(id: string): Promise<ModelFacts> {
    const response = await this.ask(`/gateway/models/${encodeURIComponent(id)}`, PATIENCE_MS);
    return (await response.json()) as ModelFacts;
  }

  /** The bytes that the facts promise, and no others: whoever changed one on the way would speak in the owners' name. */
  async artefact({ id, artefactDigest }: ModelFacts): Promise<Buffer> {
    const path = `/gateway/models/${encodeURIComponent(id)}/artefact`;
    const response = await this.ask(path, ARTEFACT_PATIENCE_MS);
    const bytes = Buffer.from(await response.arrayBuffer());
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (digest !== artefactDigest) {
      throw new InstanceFault(`The artefact of ${id} has SHA-256 ${digest}, not ${artefactDigest}. It is not used.`);
    }
    return bytes;
  }

  private async ask(
    path: string,
    patienceMs: number,
    request: { method?: string; body?: string } = {},
  ): Promise<Response> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(this.url + path, { ...request, headers, signal }).catch((error: unknown) => {
      throw new InstanceFault(`The instance at ${this.url} cannot be reached.`, { cause: error });
    });
    if (response.ok) return response;
    const final = response.status >= 400 && response.status < 500 && response.status !== 429;
    throw new InstanceFault(`The instance refused ${path}: ${await refusalIn(response)}`, { final });
  }
}

async function refusalIn(response: Response): Promise<string> {
  try {
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    return `${errors[0]?.extensions.code} (${response.status}). ${errors[0]?.message}`;
  } catch {
    return `status ${response.status}.`;
  }
}
