import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';

const MISSING: readonly number[] = [JetStreamApiCodes.StreamNotFound, JetStreamApiCodes.ConsumerNotFound];

/** The server says that the stream or consumer is not there; all else, a time-out included, is no such answer. */
export function isMissing(error: unknown): boolean {
  return error instanceof JetStreamApiError && MISSING.includes(error.code);
}
