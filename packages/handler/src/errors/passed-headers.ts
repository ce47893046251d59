/**
 * The headers of a thrown error that may stand in its answer. Left out are those that describe another body or another
 * connection, that set cookies, and that decide about origins and credentials; and what is no header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
export function passedHeaders(headers: unknown): Record<string, string> {
  const entries = entriesOf(headers);
  const connection = entries.find(([name]) => name.toLowerCase() === 'connection')?.[1];
  const named = typeof connection === 'string' ? connection.toLowerCase().split(/[\t ,]+/) : [];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const text = textOf(value);
      const lower = name.toLowerCase();
      return text === undefined || !token.test(name) || isKept(lower) || named.includes(lower) ? [] : [[lower, text]];
    }),
  );
}

/** Of an object, a `Map` or the `Headers` of fetch. */
function entriesOf(headers: unknown): readonly (readonly [string, unknown])[] {
  if (typeof headers !== 'object' || headers === null) return [];
  if (!(Symbol.iterator in headers)) return Object.entries(headers);
  return [...(headers as Iterable<unknown>)].filter(isEntry);
}

const isEntry = (entry: unknown): entry is [string, unknown] => Array.isArray(entry) && typeof entry[0] === 'string';

function textOf(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.join(', ') : value;
  if (typeof text !== 'string' && typeof text !== 'number') return undefined;
  return fieldValue.test(String(text)) ? String(text) : undefined;
}

// RFC 9110 §5.6.2 and §5.5
const token = /^[!#$%&'*+\-.^_`|~\w]+$/;
const fieldValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

const isKept = (name: string): boolean => keptNames.has(name) || name.startsWith('access-control-');

const keptNames = new Set([
  'content-digest',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-md5',
  'content-range',
  'content-type',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'set-cookie',
  'www-authenticate',
]);
