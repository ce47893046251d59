import { InputProblem } from '../errors/input-problem.ts';
import type { HttpEvent, Middleware } from '../http-types.ts';

/**
 * Puts the parsed JSON in place of the body's text; 415 for another media type, 400 for what is not JSON.
 *
 * A body with a key that could poison a prototype is refused: `__proto__`, or `constructor` with a `prototype`.
 */
export const parseBody = (): Middleware => ({
  before: ({ event }) => {
    if (!jsonType.test(contentTypeOf(event) ?? ''))
      throw new InputProblem(415, 'Unsupported media type', { detail: 'Send the body as application/json' });
    event.body = parseJson(textOf(event)) as string;
  },
});

const contentTypeOf = ({ headers }: HttpEvent): string | undefined =>
  headers?.['content-type'] ?? headers?.['Content-Type'];

// White space may stand around the semicolon: RFC 9110 §5.6.6. Types that end in `+json` are JSON: RFC 6839 §3.1.
const jsonType = /^[\t ]*application\/([a-z0-9!#$&^_.+-]+\+)?json[\t ]*(;|$)/i;

const textOf = ({ body = '', isBase64Encoded }: HttpEvent): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;

function parseJson(text: string): unknown {
  try {
    return mayPoison.test(text) ? JSON.parse(text, refusePoison) : JSON.parse(text);
  } catch {
    // RFC 9110 §15.5.21 keeps 422 for JSON that is well formed.
    throw new InputProblem(400, 'Malformed JSON', { detail: 'The body is not a JSON text' });
  }
}

// A reviver is called for every value, which takes longer than all the rest; so it runs only where a key could be meant,
// also one that is written with escapes.
const mayPoison = /__proto__|constructor|\\u/;

function refusePoison(key: string, value: unknown): unknown {
  const isPrototype = typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype');
  if (key === '__proto__' || (key === 'constructor' && isPrototype)) throw new SyntaxError('a key poisons a prototype');
  return value;
}
