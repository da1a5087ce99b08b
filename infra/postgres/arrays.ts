/**
 * An array literal for a query's parameter, of texts that have neither quotes nor backslashes: numbers, ids, keys,
 * digests, other literals. The driver would look at each character of each element; for thousands of them that is felt.
 */
export function arrayOf(texts: readonly (string | number | bigint)[]): string {
  if (texts.length === 0) return '{}';
  if (/["\\]/.test(texts.join('')))
    throw new TypeError('An element has a quote or a backslash: leave it to the driver.');
  return `{"${texts.join('","')}"}`;
}

/** The same of uuids, of which some may be missing. */
export function uuidsOf(ids: readonly (string | null)[]): string {
  return `{${ids.map((id) => id ?? 'NULL').join(',')}}`;
}

/** The same of any texts. */
export function textsOf(texts: readonly string[]): string {
  return texts.length === 0 ? '{}' : `{"${texts.map(escaped).join('","')}"}`;
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}
