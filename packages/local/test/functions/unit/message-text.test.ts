import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromMessageText, toMessageText } from '../../../src/functions/bootstrap/message-text.ts';
import type { Message } from '../../../src/functions/bootstrap/protocol.ts';

const text = fc.string({ unit: 'grapheme' });
const measures = fc.record(
  { handlerMs: fc.double({ min: 0, max: 1e6, noNaN: true }), usedMegabytes: fc.nat() },
  { requiredKeys: [] },
);
const error = fc.record(
  { errorType: text, errorMessage: text, trace: fc.array(text) },
  { requiredKeys: ['errorMessage'] },
);

describe('a message as text', () => {
  it.each<[string, fc.Arbitrary<Message>]>([
    ['a log event', fc.record({ type: fc.constant('log'), entry: text, printed: fc.boolean() })],
    ['a result', fc.tuple(measures, fc.json()).map(([all, json]) => ({ type: 'returned', json, ...all }))],
    [
      'a failure',
      fc.tuple(measures, error, fc.boolean()).map(([all, e, fatal]) => ({ type: 'failed', error: e, fatal, ...all })),
    ],
    ['the end of an init', fc.constant({ type: 'ready' })],
  ])('is the message: %s', (_, messages) => {
    fc.assert(fc.property(messages, (message) => expect(fromMessageText(toMessageText(message))).toEqual(message)));
  });

  it.each(['', 'x', 'R', 'F1', 'F\n\nno JSON', 'F\n\n{}'])(
    'is undefined where nobody has written it: %j',
    (damaged) => {
      expect(fromMessageText(damaged)).toBeUndefined();
    },
  );
});
