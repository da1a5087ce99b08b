import { v7 } from 'uuid';

/** A UUIDv7: made by the server, so that nobody can take an id in advance, and ordered by time. */
export type Id = string;

export function newId(): Id {
  return v7();
}
