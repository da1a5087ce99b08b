import type { Word } from '../words/list.ts';

/** What a word list gives, as English bends it: `thing`, `things`, `verb`, `verbs`, `verbed`, `verbing`. */
export type Form = keyof typeof FORMS;

const FORMS = {
  thing: base,
  things: (word: Word) => irregular(word) ?? withS(word),
  verb: base,
  verbs: (word: Word) => withS(base(word)),
  verbed: (word: Word) => irregular(word) ?? past(word),
  verbing: (word: Word) => continuous(base(word)),
  quality: base,
};

const bent = new Map<string, string>();

export function isForm(name: string): name is Form {
  return Object.hasOwn(FORMS, name);
}

export function inflect(word: Word, form: Form): string {
  const key = `${form} ${word}`;
  let known = bent.get(key);
  if (known === undefined) bent.set(key, (known = FORMS[form](word)));
  return known;
}

function base(word: Word): string {
  return word.split('/')[0] as string;
}

function irregular(word: Word): string | undefined {
  return word.split('/')[1];
}

function withS(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

function past(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ied`;
  return word.endsWith('e') ? `${word}d` : `${doubled(word)}ed`;
}

function continuous(word: string): string {
  return /[^eoy]e$/.test(word) ? `${word.slice(0, -1)}ing` : `${doubled(word)}ing`;
}

/** `stop` becomes `stopp`: one short syllable doubles its last letter before an ending, and any word a last l. */
function doubled(word: string): string {
  return /^(?:un|re|out)?[^aeiou]*[aeiou][bdfgmnprt]$/.test(word) || /[^aeiou][aeiou]l$/.test(word)
    ? word + word.slice(-1)
    : word;
}
