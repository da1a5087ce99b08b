import type { Id } from '../shared/index.ts';
import type { NoticeMessage } from './ports.ts';

/** What a delivery of a code holds, wrapped. */
export interface SealedCode {
  readonly email: string;
  readonly code: string;
}

export function codeMessage({
  code,
  ...to
}: SealedCode & { readonly deliveryId: Id; readonly userId: Id }): NoticeMessage {
  const lines = [
    `Your code is ${code}.`,
    'It confirms that notices may come to this address, and is good for one hour.',
    'If you did not ask for it, do nothing: without the code no notice comes here.',
  ];
  return { ...to, title: `Your code is ${code}`, lines, until: null, about: null };
}
