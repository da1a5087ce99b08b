import { Unreachable } from './errors.ts';
import { refusal } from './refusal.ts';
import type { Target } from './transport.ts';

/** What is not asked by GraphQL, such as a bundle. Throws RequestFailed or Unreachable. */
export async function download({ url, fetch }: Target, path: string, token: string | null): Promise<Response> {
  const response = await fetch(`${url}${path}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  }).catch((error: unknown) => {
    throw new Unreachable(url, error);
  });
  if (!response.ok) throw await refusal(response, 'DOWNLOAD_REFUSED');
  return response;
}
