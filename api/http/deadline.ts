import { GraphQLError } from 'graphql';

/** GraphQL 16 cannot stop an execution; leaving the root field stops the waiting, and the signal stops the work. */
export async function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let abandon: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abandon = () => reject(signal.reason);
    signal.addEventListener('abort', abandon, { once: true });
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}

/** Why a request was given up. Work already begun in the database may still finish. */
export function timedOut(): GraphQLError {
  return new GraphQLError('The request took too long. Ask for less, or look whether it took effect before repeating.', {
    extensions: { code: 'TIMEOUT' },
  });
}
