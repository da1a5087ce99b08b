import { InvalidInput } from '../shared/index.ts';

/** Why an operator did it, for whoever asks later: 1 to 500 characters. */
export function assertNote(text: string, field: string): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > 500) throw new InvalidInput([field], `Say why, in 1 to 500 characters.`);
  return trimmed;
}
