import { mayBeEncoded, percentDecoded, plusAsSpace } from './percent-decoded.ts';
import { type TextRange, tokensIn } from './token-shape.ts';

/** Shorter strings are left alone: to cut every `a` out of a log would hide nothing and spoil everything. */
const shortestSecret = 8;

const hidden = '[redacted]';

/**
 * A copy of a JSON-shaped value in which every occurrence of a secret, in any string or member name, reads `[redacted]`,
 * and so does whatever has the shape of a JSON Web Token; percent-encoded ones, too. Does not find secrets that were
 * re-encoded otherwise (base64, escapes of JSON) or are shorter than eight characters.
 */
export function redact<T>(value: T, secrets: readonly string[]): T {
  const worth = secrets.filter(isWorthHiding);
  const decoded = worth.map(plusAsSpace);
  return mapTexts(value, (text) =>
    cut(text, {
      asWritten: (given) => worth.flatMap((secret) => occurrences(given, secret)),
      asDecoded: (view) => decoded.flatMap((secret) => occurrences(view, secret)),
    }),
  ) as T;
}

/**
 * A copy of a JSON-shaped value in which no eight characters in a row of a secret are left, in any string or member name:
 * who printed half a token told half of it; and nothing that has the shape of a JSON Web Token. Percent-encoded ones are
 * found, too; secrets that are shorter, or were encoded otherwise, are not.
 */
export function redactPieces<T>(value: T, secrets: readonly string[]): T {
  const worth = secrets.filter(isWorthHiding).join('\0');
  const find = { asWritten: pieceFinder(worth), asDecoded: pieceFinder(plusAsSpace(worth)) };
  return mapTexts(value, (text) => cut(text, find)) as T;
}

const isWorthHiding = (secret: string): boolean => secret.length >= shortestSecret;

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((member) => mapTexts(member, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [map(name), mapTexts(member, map)]));
}

type FindSecrets = (text: string) => readonly TextRange[];

/** How the secrets are found in a text, and in what it reads without percent-encoding. */
interface SecretFinders {
  readonly asWritten: FindSecrets;
  readonly asDecoded: FindSecrets;
}

function cut(text: string, { asWritten, asDecoded }: SecretFinders): string {
  const found = [...asWritten(text), ...tokensIn(text)];
  if (mayBeEncoded(text)) {
    const { text: view, origins } = percentDecoded(text);
    const inView = [...asDecoded(view), ...tokensIn(view)];
    found.push(...inView.map(({ from, to }) => ({ from: origins[from] ?? 0, to: origins[to] ?? 0 })));
  }
  if (found.length === 0) return text;
  let kept = '';
  let end = 0;
  for (const { from, to } of found.toSorted((a, b) => a.from - b.from)) {
    if (from >= end) kept += text.slice(end, from) + hidden;
    end = Math.max(end, to);
  }
  return kept + text.slice(end);
}

function occurrences(text: string, secret: string): TextRange[] {
  const found: TextRange[] = [];
  for (let from = text.indexOf(secret); from >= 0; from = text.indexOf(secret, from + secret.length))
    found.push({ from, to: from + secret.length });
  return found;
}

function pieceFinder(secrets: string): FindSecrets {
  if (secrets === '') return () => [];
  const pairs = pairsOf(secrets);
  return (text) => (mayHoldPiece(text, secrets, pairs) ? pieces(text, secrets) : []);
}

function pieces(text: string, secrets: string): TextRange[] {
  const found: { from: number; to: number }[] = [];
  for (let at = 0; at + shortestSecret <= text.length; at += 1) {
    if (!secrets.includes(text.slice(at, at + shortestSecret))) continue;
    const last = found.at(-1);
    if (last !== undefined && at <= last.to) last.to = at + shortestSecret;
    else found.push({ from: at, to: at + shortestSecret });
  }
  return found;
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
