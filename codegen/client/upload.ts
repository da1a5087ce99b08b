import { RequestFailed, Unreachable } from './errors.ts';
import { refusal } from './refusal.ts';
import type { Target } from './transport.ts';

export interface UploadOptions {
  readonly filename: string;
  /** The address of an upload that was begun before; it goes on where the server has it. */
  readonly resume?: string;
  /** Called once the upload has an address; keep it to be able to resume. */
  readonly onStart?: (address: string) => void;
  /** How many failures in a row to live through; 8 by default, which is about half a minute. */
  readonly maxFailures?: number;
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
}

const CHUNK_BYTES = 4 * 1024 * 1024;
const MAX_FAILURES = 8;
const TUS = { 'tus-resumable': '1.0.0' };
const DATASET_HEADER = 'commonpool-dataset';

/** Sends an archive by the tus protocol, in pieces; after a broken connection only what is missing is sent again. */
export class Upload {
  private failures = 0;

  constructor(
    private readonly target: Target,
    private readonly token: () => Promise<string | null>,
    private readonly archive: Blob,
    private readonly options: UploadOptions,
  ) {}

  /** The id of the dataset that the archive becomes; its import has been queued. */
  async send(): Promise<string> {
    const address = this.options.resume ?? (await this.begin());
    this.options.onStart?.(address);
    let state = this.options.resume ? await this.look(address) : { offset: 0, datasetId: null };
    while (state.datasetId === null) {
      this.options.onProgress?.(state.offset, this.archive.size);
      state = await this.piece(address, state.offset).catch((error: unknown) => this.lookAfter(error, address));
    }
    this.options.onProgress?.(this.archive.size, this.archive.size);
    return state.datasetId;
  }

  private async begin(): Promise<string> {
    const name = base64(new TextEncoder().encode(this.options.filename));
    const response = await this.call(`${this.target.url}/uploads`, 'POST', {
      'upload-length': String(this.archive.size),
      'upload-metadata': `filename ${name}`,
    });
    return new URL(response.headers.get('location') ?? '', this.target.url).href;
  }

  private async piece(address: string, offset: number): Promise<Progress> {
    const body = this.archive.slice(offset, offset + CHUNK_BYTES);
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    const response = await this.call(address, 'PATCH', headers, body);
    this.failures = 0;
    return progressOf(response);
  }

  private async look(address: string): Promise<Progress> {
    return progressOf(await this.call(address, 'HEAD', {}));
  }

  /** Only the server knows how much of a broken piece has arrived. */
  private async lookAfter(error: unknown, address: string): Promise<Progress> {
    const worthTrying = error instanceof Unreachable || (error instanceof RequestFailed && mayPass(error.status));
    this.failures += 1;
    if (!worthTrying || this.failures > (this.options.maxFailures ?? MAX_FAILURES)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** this.failures));
    return this.look(address).catch((again: unknown) => this.lookAfter(again, address));
  }

  private async call(url: string, method: string, headers: Record<string, string>, body?: Blob): Promise<Response> {
    const token = await this.token();
    const authorization = token ? { authorization: `Bearer ${token}` } : {};
    const request = { method, headers: { ...TUS, ...authorization, ...headers }, ...(body && { body }) };
    const response = await this.target.fetch(url, request).catch((error: unknown) => {
      throw new Unreachable(url, error);
    });
    if (!response.ok) throw await refusal(response, 'UPLOAD_REFUSED');
    return response;
  }
}

/** A piece that overlaps, a lock that another connection still holds, a server that restarts. */
function mayPass(status: number): boolean {
  return status === 409 || status === 423 || status >= 500;
}

interface Progress {
  readonly offset: number;
  readonly datasetId: string | null;
}

function progressOf({ headers }: Response): Progress {
  return { offset: Number(headers.get('upload-offset') ?? 0), datasetId: headers.get(DATASET_HEADER) };
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
