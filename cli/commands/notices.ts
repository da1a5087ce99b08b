import type { Command } from 'commander';
import {
  ConfirmNoticeAddressDocument,
  MarkNoticesReadDocument,
  NoticeAddressDocument,
  NoticeInboxDocument,
  RemoveNoticeAddressDocument,
  SetNoticeAddressDocument,
  type NoticeAddressInFullFragment,
  type NoticeInboxQuery,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import type { Output } from '../output.ts';
import { nodesOf } from '../pages.ts';

export function noticeCommands(program: Command): void {
  command(program, 'notices', 'what you were told, the newest first')
    .option('--unread', 'only what you have not marked as read', false)
    .option('--read-all', 'mark all that is shown, and all before it, as read', false)
    .action(asUser(notices));
  const address = program.command('notice-address').description('where your notices go by mail');
  command(address, 'show', 'the address in force, and one that waits for its code').action(asUser(show));
  command(address, 'set <email>', 'send a code to an address').action(asUser(set));
  command(address, 'confirm <code>', 'give the code back, so that notices go there').action(asUser(confirm));
  command(address, 'remove', 'forget the address').action(asUser(remove));
}

interface NoticesOptions extends CommonOptions {
  readonly unread: boolean;
  readonly readAll: boolean;
}

type Received = NoticeInboxQuery['noticeInbox']['notices']['edges'][number]['node'];

async function notices({ client }: Account, output: Output, { unread, readAll }: NoticesOptions): Promise<void> {
  const read = async (page: { first: number; after: string | null }) =>
    (await client.request(NoticeInboxDocument, { ...page, unreadOnly: unread })).noticeInbox.notices;
  const all = await nodesOf(read);
  output.show(all, all.length > 0 ? all.flatMap(linesOf) : [unread ? 'You have read everything.' : 'Nothing yet.']);
  const [newest] = all;
  if (!readAll || !newest) return;
  await client.request(MarkNoticesReadDocument, { input: { upTo: newest.sequence } });
  output.say('Marked as read.');
}

function linesOf({ createdAt, readAt, notice: { title, lines, until, subjectId } }: Received): string[] {
  const deadline = until ? [`You can act until ${until}.`] : [];
  const details = [...lines, ...deadline, `About ${subjectId}`].map((line) => `    ${line}`);
  return [`${readAt ? ' ' : '*'} ${createdAt}  ${title}`, ...details];
}

async function show({ client }: Account, output: Output): Promise<void> {
  const { noticeInbox } = await client.request(NoticeAddressDocument);
  output.show(noticeInbox.address, addressLines(noticeInbox));
}

async function set({ client }: Account, output: Output, email: string): Promise<void> {
  const { inbox } = (await client.request(SetNoticeAddressDocument, { input: { email } })).setNoticeAddress;
  output.show(inbox?.address, [
    `A code is on its way to ${email}. Give it back: commonpool notice-address confirm <code>`,
  ]);
}

async function confirm({ client }: Account, output: Output, code: string): Promise<void> {
  const { inbox } = (await client.request(ConfirmNoticeAddressDocument, { input: { code } })).confirmNoticeAddress;
  output.show(inbox?.address, inbox ? addressLines(inbox) : []);
}

async function remove({ client }: Account, output: Output): Promise<void> {
  const { inbox } = (await client.request(RemoveNoticeAddressDocument, { input: {} })).removeNoticeAddress;
  output.show(inbox?.address, ['Forgotten. No mail goes there.']);
}

function addressLines({ address, sendsMail }: NoticeAddressInFullFragment): string[] {
  if (!sendsMail) return ['This instance sends no mail; read your notices with `commonpool notices`.'];
  if (!address) return ['You gave no address. Set one: commonpool notice-address set <email>'];
  const { email, pendingEmail, codeExpiresAt } = address;
  return [
    ...(email === null ? [] : [`Your notices go to ${email}.`]),
    ...(pendingEmail === null ? [] : [`${pendingEmail} waits for its code until ${codeExpiresAt ?? ''}.`]),
  ];
}
