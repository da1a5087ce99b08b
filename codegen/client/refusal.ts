import { RequestFailed } from './errors.ts';

/** What an answer that is none of GraphQL refused with; `code` where it does not say. */
export async function refusal(response: Response, code: string): Promise<RequestFailed> {
  const text = await response.text();
  const { status } = response;
  try {
    const [fault] = (
      JSON.parse(text) as { errors: { message: string; extensions: { code: string; requestId: string } }[] }
    ).errors;
    if (fault) return new RequestFailed(fault.message, { status, ...fault.extensions });
  } catch {
    // An answer to HEAD has no body, and a proxy in between speaks for itself.
  }
  return new RequestFailed(text.trim() || `The request was refused (${status}).`, { code, status, requestId: null });
}
