import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseStrictObject } from '../../src/token/strict-json.ts';

/** JSON text, and what is known of it because it was made that way. */
interface Made {
  readonly text: string;
  readonly twice: boolean;
  readonly escapedLetter: boolean;
  readonly depth: number;
}

const toEscaped = (name: string): string =>
  `"${[...name].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
// Few names, so that some come twice; and all that could be taken for structure.
const name = fc.constantFrom('a', 'bc', 'c', '', ':', '"', '\\\\', '":', '{', '__proto__', 'constructor');
const quoted = fc
  .tuple(name, fc.boolean())
  .map(([text, escaped]) => (escaped ? toEscaped(text) : JSON.stringify(text)));
const space = fc.constantFrom('', '', ' ', '\n', '\t ');
const scalar = fc
  .oneof(
    quoted,
    fc.string().map((text) => JSON.stringify(text)),
    fc.constantFrom('0', '-1.5e3', 'true', 'null'),
  )
  .map((text): Made => ({ text, twice: false, escapedLetter: false, depth: 0 }));

const { value } = fc.letrec<{ value: Made; object: Made; array: Made }>((tie) => ({
  value: fc.oneof({ maxDepth: 20, depthSize: 'medium' }, scalar, tie('object'), tie('array')),
  array: fc.array(tie('value'), { maxLength: 3 }).map((items) => ({
    text: `[${items.map(({ text }) => text).join(',')}]`,
    twice: items.some(({ twice }) => twice),
    escapedLetter: items.some((item) => item.escapedLetter),
    depth: 1 + Math.max(0, ...items.map(({ depth }) => depth)),
  })),
  object: fc.array(fc.tuple(quoted, space, tie('value')), { maxLength: 4 }).map((members) => ({
    text: `{${members.map(([key, gap, { text }]) => `${gap}${key}${gap}:${text}${gap}`).join(',')}}`,
    // One escaped character is no name: V8 misreads it.
    escapedLetter: members.some(
      ([key, , item]) => (key.includes('\\') && JSON.parse(key).length === 1) || item.escapedLetter,
    ),
    twice:
      new Set(members.map(([key]) => JSON.parse(key))).size < members.length ||
      members.some(([, , { twice }]) => twice),
    depth: 1 + Math.max(0, ...members.map(([, , { depth }]) => depth)),
  })),
}));

describe('a JSON object', () => {
  it('is taken when no object in it has a name twice and it is not nested too deep, and is then what a parser makes of it', () => {
    const seen = { taken: 0, twice: 0, other: 0 };
    fc.assert(
      fc.property(value, ({ text, twice, escapedLetter, depth }) => {
        const good = text.startsWith('{') && !twice && !escapedLetter && depth <= 16;
        if (good) seen.taken += 1;
        else if (twice) seen.twice += 1;
        else seen.other += 1;
        expect(parseStrictObject(text)).toEqual(good ? JSON.parse(text) : undefined);
      }),
      { numRuns: 3_000 },
    );
    // Not for want of one or the other.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });
});
