import type { Viewer } from '../../domain/identity/index.ts';
import type { Audience, Delivery, Notice, NoticeDraft } from '../../domain/notices/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { wireNotices } from '../../wiring/notices.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import type { MailSink } from '../support/mail-sink.ts';

/** Ids in ascending order, as an audience lists them. */
export const crowdOf = (count: number): Id[] => Array.from({ length: count }, newId).toSorted();

export const viewerOf = (userId: Id): Viewer => ({ userId, isOperator: false, sessionId: null });

/** An audience that a test fills; it knows its members by the id of their crowd. */
export class Crowds implements Audience {
  readonly name = 'crowds';
  readonly members = new Map<Id, readonly Id[]>();
  asked = 0;

  add(userIds: readonly Id[]): Id {
    const ref = newId();
    this.members.set(ref, userIds);
    return ref;
  }

  after(_tx: unknown, ref: Id, after: Id | null, limit: number): Promise<readonly Id[]> {
    this.asked += 1;
    const members = this.members.get(ref);
    if (!members) return Promise.reject(new Error('This crowd is gone.'));
    return Promise.resolve(members.filter((id) => after === null || id > after).slice(0, limit));
  }
}

/** Notices on a real database, with a crowd to tell them to. */
export class NoticeHouse {
  readonly db;
  readonly notices;
  readonly crowds = new Crowds();

  constructor(readonly ground: TestGround) {
    this.db = ground.database;
    this.notices = wireNotices(ground);
    this.notices.audiences.set(this.crowds.name, this.crowds);
  }

  draft(changed: Partial<NoticeDraft> = {}): NoticeDraft {
    const said = { title: 'The price goes up', lines: ['From Monday on a query costs 2 cents.'] };
    const to = 'audience' in changed ? {} : { userIds: [] };
    return { kind: 'what-changes', subjectId: newId(), ...to, ...said, ...changed } as NoticeDraft;
  }

  announce(changed: Partial<NoticeDraft> = {}): Promise<Notice> {
    return this.db.transactions.run((tx) => this.notices.announce.execute(tx, this.draft(changed)));
  }

  announceTo(userIds: readonly Id[]): Promise<Notice> {
    return this.announce({ audience: 'crowds', audienceRef: this.crowds.add(userIds) });
  }

  async spread(): Promise<void> {
    while (await this.notices.spreadNotices.execute());
  }

  /** One round of each channel; how many were looked at. */
  async deliver(): Promise<number> {
    let seen = 0;
    for (const { job } of this.notices.deliverNotices) seen += await job.execute();
    return seen;
  }

  async deliverAll(): Promise<void> {
    while ((await this.deliver()) > 0);
  }

  async notice({ id }: Pick<Notice, 'id'>): Promise<Notice> {
    const [notice] = await this.notices.notices.byIds([id]);
    return notice as Notice;
  }

  async receivers({ id }: Pick<Notice, 'id'>): Promise<Id[]> {
    const rows = await this.db.dataSource.query<{ id: Id }[]>(
      'SELECT user_id AS id FROM received_notices WHERE notice_id = $1 ORDER BY user_id',
      [id],
    );
    return rows.map((row) => row.id);
  }

  deliveries({
    id,
  }: Pick<Notice, 'id'>): Promise<Pick<Delivery, 'userId' | 'channel' | 'outcome' | 'refusal' | 'tries'>[]> {
    return this.db.dataSource.query(
      `SELECT user_id AS "userId", channel, outcome, refusal, tries FROM notice_deliveries
       WHERE notice_id = $1 ORDER BY channel, user_id`,
      [id],
    );
  }

  /** All that the outbox holds, or ever held while no relay runs. */
  events(): Promise<{ subject: string; payload: Record<string, unknown>; ids: Id[] | null }[]> {
    return this.db.dataSource.query('SELECT subject, payload, announced_ids AS ids FROM outbox ORDER BY seq');
  }

  /** A user whose address is confirmed by the code that came to it. */
  async subscriber(email: string, sink: MailSink, userId = newId()): Promise<Id> {
    await this.notices.setNoticeAddress.execute(viewerOf(userId), email);
    await this.deliverAll();
    await this.notices.confirmNoticeAddress.execute(viewerOf(userId), codeIn(sink, email));
    return userId;
  }

  async close(): Promise<void> {
    await this.notices.wired.close?.();
    await this.ground.close();
  }
}

/** The code in the newest mail to an address. */
export function codeIn(sink: MailSink, email: string): string {
  const [, code = ''] = /Your code is (\d{6})/.exec(sink.to(email).at(-1)?.body ?? '') ?? [];
  return code;
}

export async function openNoticeHouse(environment: Readonly<Record<string, string>> = {}): Promise<NoticeHouse> {
  return new NoticeHouse(await openTestGround(environment));
}
