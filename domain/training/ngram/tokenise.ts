const LONGEST_WORD = 40;
const TOKEN = /\p{L}[\p{L}\p{M}\p{N}]*(?:'\p{L}+)*|\p{N}+|[.,!?;:]/gu;

/** Words in lower case, numbers, and marks that end or part a sentence. Everything else separates. */
export function tokenise(text: string): string[] {
  const tokens = text.normalize('NFKC').toLowerCase().replaceAll('\u2019', "'").match(TOKEN) ?? [];
  return tokens.filter((token) => token.length <= LONGEST_WORD);
}

/** Text for people: a mark stands at the word before it. */
export function join(tokens: readonly string[]): string {
  return tokens.join(' ').replaceAll(/ ([.,!?;:])/g, '$1');
}
