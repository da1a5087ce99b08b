import { changed, InvalidInput, newId, type Id } from '../shared/index.ts';

export const NOTICE_KINDS = [
  'proposal-opened',
  'closing-soon',
  'what-changes',
  'exit',
  'delegate-voted',
  'vetoed',
  'hold',
  'dispute',
  'decided',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The built-in audience: the users that the notice itself lists. */
const USERS = 'users';

const MAX_TITLE = 200;
const MAX_LINES = 50;
const MAX_LINE = 2_000;
const MAX_USERS = 1_000;
const RETRY_MS = 30_000;

/** A word to many members at once, written once however many they are. What it says never changes. */
export class Notice {
  readonly id!: Id;
  readonly kind!: NoticeKind;
  /** What it is about ... */
  readonly subjectId!: Id;
  /** ... and what that is, as the API calls it: `Proposal`, `Pool`. */
  readonly subjectType!: string;
  readonly groupId!: Id | null;
  /** Its caller's own name for it; of one kind about one subject a key is announced once. Null: it cannot be repeated. */
  readonly key!: string | null;
  readonly title!: string;
  /** Sentences. */
  readonly lines!: readonly string[];
  /** Until when one can act. */
  readonly until!: Date | null;
  /** The registered audience that knows its members ... */
  readonly audience!: string;
  /** ... by this id. */
  readonly audienceRef!: Id;
  /** In the order of the ids; null unless the audience is `users`. */
  readonly userIds!: readonly Id[] | null;
  readonly createdAt!: Date;
  /** The last user whom it has reached. */
  readonly spreadTo!: Id | null;
  /** When it had reached all. */
  readonly spreadAt!: Date | null;
  /** When all that leaves the house was taken, or refused for good. */
  readonly dispatchedAt!: Date | null;
  /** When a worker looks at it next, so that one that fails does not hold up the others. */
  readonly dueAt!: Date;

  constructor(fields: Notice) {
    Object.assign(this, fields);
  }
}

interface Drafted {
  readonly kind: NoticeKind;
  readonly subjectId: Id;
  /** `Proposal`, if not said. */
  readonly subjectType?: string;
  readonly groupId?: Id | null;
  readonly key?: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly until?: Date | null;
}

/** To the members of a registered audience, or to a few users by name. */
export type NoticeDraft = Drafted &
  ({ readonly audience: string; readonly audienceRef: Id } | { readonly userIds: readonly Id[] });

const UNSPREAD = { spreadTo: null, spreadAt: null, dispatchedAt: null } as const;

export function newNotice(draft: NoticeDraft, now: Date): Notice {
  const { kind, subjectId, subjectType = 'Proposal', groupId = null, key = null, until = null } = draft;
  const id = newId();
  const audience =
    'userIds' in draft
      ? { audience: USERS, audienceRef: id, userIds: listOf(draft.userIds) }
      : { audience: draft.audience, audienceRef: draft.audienceRef, userIds: null };
  return new Notice({
    id,
    kind,
    subjectId,
    subjectType,
    groupId,
    key,
    until,
    ...wordsOf(draft),
    ...audience,
    ...UNSPREAD,
    createdAt: now,
    dueAt: now,
  });
}

/** After a page of its audience; the last one is shorter than it could have been. */
export function spreadOn(notice: Notice, page: readonly Id[], isLast: boolean, now: Date): Notice {
  const ascending = [notice.spreadTo ?? '', ...page];
  if (ascending.some((id, at) => at > 0 && id <= (ascending[at - 1] as Id))) {
    throw new TypeError(`The audience ${notice.audience} does not list its members by ascending id, each once.`);
  }
  return changed(notice, { spreadTo: page.at(-1) ?? notice.spreadTo, spreadAt: isLast ? now : null });
}

export function dispatched(notice: Notice, now: Date): Notice {
  return changed(notice, { dispatchedAt: now });
}

export function postponed(notice: Notice, now: Date): Notice {
  return changed(notice, { dueAt: new Date(now.getTime() + RETRY_MS) });
}

/** One line, since it becomes the subject of a mail. */
function wordsOf({ title, lines }: Pick<Drafted, 'title' | 'lines'>): Pick<Notice, 'title' | 'lines'> {
  if (title.trim() === '' || title.length > MAX_TITLE || /[\r\n]/.test(title)) {
    throw new InvalidInput(['title'], `A notice has a title of one line, of at most ${MAX_TITLE} characters.`);
  }
  if (lines.length > MAX_LINES || lines.some((line) => line.length > MAX_LINE)) {
    throw new InvalidInput(['lines'], `A notice has at most ${MAX_LINES} lines of ${MAX_LINE} characters.`);
  }
  return { title, lines: [...lines] };
}

function listOf(userIds: readonly Id[]): readonly Id[] {
  const list = [...new Set(userIds)].toSorted();
  if (list.length > MAX_USERS) {
    throw new InvalidInput(['userIds'], `A list has at most ${MAX_USERS} users; register an audience for more.`);
  }
  return list;
}
