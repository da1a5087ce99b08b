import type { Random } from './random.ts';

/** Words of nobody's language: whatever is learnt from them helps with no other member. */
export function pseudoWords(random: Random, count: number): string[] {
  const consonants = 'bcdfghjklmnpqrstvwxz';
  const mark = random.text(consonants, 3);
  return Array.from({ length: count }, () => {
    const syllables = Array.from(
      { length: random.between(1, 3) },
      () => random.text(consonants, 1) + random.text('aeiouy', 1),
    );
    return syllables.join('') + mark + random.text('aeiouy', 1);
  });
}
