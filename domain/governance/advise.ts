import { InvalidInput, type Json } from '../shared/index.ts';
import type { ProposalAction } from './ports.ts';

export interface AdviceParams {
  /** What is asked, at length. */
  readonly text: string;
}

const LONGEST_TEXT = 10_000;

/** A question whose answer binds nobody: what the group thinks, among choices of any kind. */
export class Advise implements ProposalAction<AdviceParams> {
  readonly kind = 'advisory';

  parse(params: Json): AdviceParams {
    const { text } = (params ?? {}) as Partial<AdviceParams>;
    if (typeof text === 'string' && text.trim() !== '' && text.length <= LONGEST_TEXT) return { text };
    throw new InvalidInput(['text'], `Say what is asked, in 1 to ${LONGEST_TEXT} characters.`);
  }

  async check(): Promise<void> {}

  preview({ text }: AdviceParams): Promise<readonly string[]> {
    return Promise.resolve([text, 'The answer is advice: nothing changes by it.']);
  }

  async execute(): Promise<void> {}
}
