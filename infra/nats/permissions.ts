import type { Role } from '../config.ts';

export interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** The first token of a subject is the instance's own (`Subjects`), which its database has made up. */
const ANY_INSTANCE = '*';
const USAGE = `${ANY_INSTANCE}.usage.recorded.*`;
const EVENTS = `${ANY_INSTANCE}.events.>`;
const LIVE = `${ANY_INSTANCE}.live.>`;

/**
 * What each role needs of the broker; the server refuses all that is not named here, such as to delete or purge a stream.
 * The subjects that begin with `$JS` are the wire API of JetStream.
 *
 * - `api` announces usage and hears events and announcements. It asks JetStream for nothing but whether it is there, and so can neither
 *   read nor remove what was announced.
 * - `worker` relays both, makes the two streams and their consumers, and reads usage, but cannot announce any. It could
 *   empty the stream of usage by acknowledging all of it; the sweeper would post what was in it.
 */
const NEEDS: Readonly<Record<Role, Permissions>> = {
  api: {
    publish: ['$JS.API.INFO', USAGE],
    subscribe: [EVENTS, LIVE],
  },
  worker: {
    publish: [
      '$JS.API.INFO',
      '$JS.API.STREAM.INFO.*',
      '$JS.API.STREAM.CREATE.*',
      '$JS.API.STREAM.UPDATE.*',
      '$JS.API.CONSUMER.LIST.*',
      // By stream, consumer and the one subject that it reads.
      `$JS.API.CONSUMER.CREATE.*.*.${USAGE}`,
      '$JS.API.CONSUMER.INFO.*.*',
      '$JS.API.CONSUMER.DELETE.*.*',
      '$JS.API.CONSUMER.MSG.NEXT.*.*',
      '$JS.ACK.>',
      EVENTS,
      LIVE,
    ],
    subscribe: [EVENTS, LIVE],
  },
};

/** Answers reach a user in a place of its own, so that no user hears what another is told. */
export function inboxOf(user: string): string {
  return `_INBOX.${user}`;
}

export function permissionsOf(user: string, roles: readonly Role[]): Permissions {
  const all = (kind: keyof Permissions) => [...new Set(roles.flatMap((role) => NEEDS[role][kind]))];
  return { publish: all('publish'), subscribe: [...all('subscribe'), `${inboxOf(user)}.>`] };
}
