import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectAwsShape } from '../e2e/aws-shape.ts';
import { closeServed, exchange, type Served, serve, statusesOf } from '../e2e/support.ts';
import { route } from '../unit/support.ts';

// Law: whatever bytes come in, the gateway lives, and what reaches a function is an event AWS could have sent.

let served: Served;
beforeAll(async () => {
  served = await serve({ routes: [route('$default')] });
});
afterAll(closeServed);

const request = 'POST /pets/a%20b?q=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nCookie: a=b\r\nX-A: 1\r\n\r\nabc';

/** Pieces that make parsers disagree. */
const piece = fc.oneof(
  fc.constantFrom(
    '\r\n',
    '\n',
    '\r',
    '\0',
    ' ',
    '\t',
    ':',
    '%',
    '%ff',
    '%00',
    '?',
    '#',
    '/',
    '\x7f',
    '\xe9',
    ';',
    '0\r\n\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Content-Length: 1\r\n',
    'Host: b\r\n',
    'Connection: close\r\n',
    '\r\n\r\n',
    'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n',
    'Upgrade: h2c\r\n',
    'Expect: 100-continue\r\n',
    ' HTTP/1.0',
  ),
  fc.string({ maxLength: 4 }),
);

interface Change {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(request.length),
  remove: fc.oneof(fc.constant(0), fc.nat(6)),
  insert: piece,
});

const apply = (text: string, { at, remove, insert }: Change): string =>
  text.slice(0, at) + insert + text.slice(at + remove);

describe('raw bytes', () => {
  it('never break the gateway, and reach functions in the shape of AWS or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        served.functions.calls.length = 0;
        // The second request ends the connection, whatever became of the first.
        const end = 'GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
        const bytes = changes.reduce(apply, request) + '\r\n'.repeat(2) + end + end;
        const answer = await exchange(served.port, bytes, { half: true });
        expect(statusesOf(answer).every((status) => [100, 200, 400, 408, 413, 417, 431].includes(status))).toBe(true);
        for (const { event } of served.functions.calls) expectAwsShape(event);
        expect((await fetch(`${served.url}/alive`)).status).toBe(200);
      }),
      { numRuns: 300 },
    );
  });
});
