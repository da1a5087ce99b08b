import { Server } from '@tus/server';
import type { RequestCode } from '../error-format.ts';
import { requestId } from '../http/request-id.ts';

/** By the statuses that the protocol library answers; for any other the request itself is at fault. */
const CODES: Readonly<Record<number, RequestCode | 'NOT_FOUND' | 'UPLOAD_TOO_LARGE' | 'INTERNAL'>> = {
  404: 'NOT_FOUND',
  409: 'UPLOAD_CONFLICT',
  410: 'NOT_FOUND',
  413: 'UPLOAD_TOO_LARGE',
  500: 'INTERNAL',
};

/**
 * The library refuses in plain text, and a wrong header without asking any hook. Here every refusal has the JSON shape of
 * the other doors, with a stable code; the status stays the one that clients of the protocol know.
 */
export class CodedTusServer extends Server {
  override write(...[context, headers, status, text = '']: Parameters<Server['write']>): ReturnType<Server['write']> {
    if (status < 400) return super.write(context, headers, status, text);
    headers.set('Content-Type', 'application/json; charset=utf-8');
    // An object is an answer that is coded already; the library's own texts are sentences.
    return super.write(context, headers, status, text.startsWith('{') ? text : coded(status, text));
  }
}

function coded(status: number, text: string): string {
  const message = `${text.trim().replace(/\.$/, '')}.`;
  const extensions = { code: CODES[status] ?? 'BAD_REQUEST', requestId: requestId() };
  return JSON.stringify({ errors: [{ message, extensions }] });
}
