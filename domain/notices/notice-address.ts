import { changed, InvalidInput, type Id } from '../shared/index.ts';
import { NoticeCodeExpired, NoticeCodeLimit } from './errors.ts';

const CODE_LIFETIME_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;
const MAX_TRIES = 5;
const MAX_CODES_A_DAY = 5;

/** One address, without a name, a list or anything that a mail header could be ended with. */
const EMAIL = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,189}$/;

/** Where a member wants notices to go. The one in force stays until a new one is confirmed. */
export class NoticeAddress {
  readonly userId!: Id;
  /** The address in force, which no database or backup alone can read; null where there is none. */
  readonly sealed!: Uint8Array | null;
  readonly confirmedAt!: Date | null;
  /** One that waits for its code. */
  readonly pendingSealed!: Uint8Array | null;
  readonly codeHash!: string | null;
  readonly codeExpiresAt!: Date | null;
  /** How often a wrong code was given for it. */
  readonly tries!: number;
  /** When codes were sent within the last day; kept when the address goes, or removing it would lift the limit. */
  readonly codesSentAt!: readonly Date[];

  constructor(fields: NoticeAddress) {
    Object.assign(this, fields);
  }
}

const NO_CODE = { pendingSealed: null, codeHash: null, codeExpiresAt: null, tries: 0 } as const;

export function assertEmail(email: string): string {
  if (!EMAIL.test(email)) throw new InvalidInput(['email'], 'Give one e-mail address, such as ada@example.org.');
  return email;
}

/** Throws NOTICE_CODE_LIMIT: the mailbox may be somebody else's, who did not ask for codes. */
export function asked(address: NoticeAddress, pendingSealed: Uint8Array, codeHash: string, now: Date): NoticeAddress {
  const recent = address.codesSentAt.filter((at) => at.getTime() > now.getTime() - DAY_MS);
  if (recent.length >= MAX_CODES_A_DAY) throw new NoticeCodeLimit(MAX_CODES_A_DAY);
  const codeExpiresAt = new Date(now.getTime() + CODE_LIFETIME_MS);
  return changed(address, { pendingSealed, codeHash, codeExpiresAt, tries: 0, codesSentAt: [...recent, now] });
}

/** The hash that a code must have. Throws NOTICE_CODE_EXPIRED where no code would do any more. */
export function awaitedHash({ codeHash, codeExpiresAt, tries }: NoticeAddress, now: Date): string {
  if (codeHash === null || codeExpiresAt === null || codeExpiresAt <= now || tries >= MAX_TRIES) {
    throw new NoticeCodeExpired();
  }
  return codeHash;
}

export function triedWrongly(address: NoticeAddress): NoticeAddress {
  return changed(address, { tries: address.tries + 1 });
}

export function confirmed(address: NoticeAddress, now: Date): NoticeAddress {
  return changed(address, { sealed: address.pendingSealed, confirmedAt: now, ...NO_CODE });
}

export function removed(address: NoticeAddress): NoticeAddress {
  return changed(address, { sealed: null, confirmedAt: null, ...NO_CODE });
}

/** A code that is as old as this confirms nothing, so it need not be sent. */
export function isStale(createdAt: Date, now: Date): boolean {
  return createdAt.getTime() + CODE_LIFETIME_MS <= now.getTime();
}
