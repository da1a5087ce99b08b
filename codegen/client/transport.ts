import type { TypedDocumentString } from '../generated/graphql.ts';
import { RequestFailed, Unreachable, UserErrors, type UserErrorLike } from './errors.ts';

export type Fetch = typeof globalThis.fetch;

interface GraphqlAnswer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly GraphqlFault[];
}

export interface GraphqlFault {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly requestId?: string };
}

export interface Target {
  readonly url: string;
  readonly fetch: Fetch;
}

/** One request over HTTP. Throws RequestFailed, UserErrors or Unreachable; an answer is always complete. */
export async function send<Result, Variables>(
  { url, fetch }: Target,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  token: string | null,
): Promise<Result> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  }).catch((error: unknown) => {
    throw new Unreachable(url, error);
  });
  const { data, errors } = await answerOf<Result>(response);
  if (errors?.[0]) throw failed(errors[0], response.status);
  if (!data) throw failed({ message: `The server answered ${response.status} without data.` }, response.status);
  refuseUserErrors(data);
  return data;
}

async function answerOf<Result>(response: Response): Promise<GraphqlAnswer<Result>> {
  try {
    return (await response.json()) as GraphqlAnswer<Result>;
  } catch {
    return { errors: [{ message: `The server answered ${response.status}, and not in JSON. Is the address right?` }] };
  }
}

export function failed({ message, extensions }: GraphqlFault, status: number): RequestFailed {
  const { code = 'UNKNOWN', requestId = null } = extensions ?? {};
  return new RequestFailed(message, { code, status, requestId });
}

/** A refusal in a payload would be easy to overlook, so it is thrown. The operation must select `userErrors`. */
function refuseUserErrors(data: object): void {
  for (const payload of Object.values(data) as ({ userErrors?: readonly UserErrorLike[] } | null)[]) {
    if (payload?.userErrors && payload.userErrors.length > 0) throw new UserErrors(payload.userErrors);
  }
}
