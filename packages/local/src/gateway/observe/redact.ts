/** Shorter strings are left alone: to cut every `a` out of a log would hide nothing and spoil everything. */
const shortestSecret = 8;

/**
 * A copy of a JSON-shaped value in which every occurrence of a secret, in any string or member name, reads `[redacted]`.
 * Does not find secrets that were re-encoded (base64, escapes) or are shorter than eight characters.
 */
export function redact<T>(value: T, secrets: readonly string[]): T {
  const worth = secrets.filter((secret) => secret.length >= shortestSecret).sort((a, b) => b.length - a.length);
  return worth.length === 0 ? value : (mapTexts(value, (text) => redactText(text, worth)) as T);
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((member) => mapTexts(member, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [map(name), mapTexts(member, map)]));
}

const redactText = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);

/**
 * A copy of a JSON-shaped value in which no eight characters in a row of a secret are left, in any string or member name:
 * who printed half a token told half of it. Secrets that are shorter, or were encoded otherwise, are not found.
 */
export function redactPieces<T>(value: T, secrets: readonly string[]): T {
  const worth = secrets.filter((secret) => secret.length >= shortestSecret).join('\0');
  if (worth === '') return value;
  const pairs = pairsOf(worth);
  return mapTexts(value, (text) => (mayHoldPiece(text, worth, pairs) ? withoutPieces(text, worth) : text)) as T;
}

function withoutPieces(text: string, secrets: string): string {
  let kept = '';
  let end = -1;
  for (let at = 0; at + shortestSecret <= text.length; at += 1) {
    if (!secrets.includes(text.slice(at, at + shortestSecret))) continue;
    if (at > end) kept += `${text.slice(Math.max(end, 0), at)}[redacted]`;
    end = at + shortestSecret;
  }
  return kept + text.slice(Math.max(end, 0));
}

/**
 * Wherever eight characters in a row lie in a text, four of them begin at a multiple of five. Most texts end here, most of
 * them without a search: the pair of characters there is none of the secrets'.
 */
function mayHoldPiece(text: string, secrets: string, pairs: Uint8Array): boolean {
  for (let at = 0; at + 4 <= text.length; at += 5) {
    if (pairs[pairAt(text, at)] === 1 && secrets.includes(text.slice(at, at + 4))) return true;
  }
  return false;
}

const pairCount = 4096;

function pairsOf(text: string): Uint8Array {
  const pairs = new Uint8Array(pairCount);
  for (let at = 0; at + 1 < text.length; at += 1) pairs[pairAt(text, at)] = 1;
  return pairs;
}

const pairAt = (text: string, at: number): number => (text.charCodeAt(at) * 61 + text.charCodeAt(at + 1)) % pairCount;
