/** So many lines of what a proposal changes go into a notice; the proposal itself has them all. */
export const MOST_EFFECTS_SHOWN = 40;

const LONGEST = 200;

/** In one line, as a notice's title must be. */
export function flat(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}
