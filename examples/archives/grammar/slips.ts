import type { Random } from '../random.ts';

/** Misspellings that many people make; the rest are fingers that were too fast. */
const COMMON: ReadonlyMap<string, string> = new Map([
  ['because', 'becuase'],
  ['really', 'realy'],
  ['the', 'teh'],
  ['their', 'thier'],
  ['then', 'than'],
  ['your', 'youre'],
  ['always', 'allways'],
  ['finally', 'finaly'],
  ['until', 'untill'],
  ['different', 'diffrent'],
  ['people', 'poeple'],
  ['friend', 'freind'],
  ['before', 'befor'],
  ['with', 'wiht'],
  ['about', 'abuot'],
  ['tried', 'tryed'],
  ['surprisingly', 'suprisingly'],
  ['separately', 'seperately'],
  ['weird', 'wierd'],
  ['think', 'thnik'],
]);

/** The text with one word misspelt: one that is often misspelt if there is any, or two letters in the wrong order. */
export function withSlip(random: Random, text: string): string {
  const words = text.split(' ');
  const often = words.flatMap((word, at) => (COMMON.has(word) ? [at] : []));
  const at = often.length > 0 && random.chance(85) ? random.pick(often) : random.below(words.length);
  const word = words[at] as string;
  words[at] = COMMON.get(word) ?? swapped(random, word);
  return words.join(' ');
}

function swapped(random: Random, word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const at = random.between(1, word.length - 2);
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
