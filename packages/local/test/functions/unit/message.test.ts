import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isMessage, type Message, weightOf } from '../../../src/functions/bootstrap/message.ts';

const text = fc.string({ unit: 'grapheme' });
const measures = fc.record(
  { handlerMs: fc.double({ min: 0, max: 1e6, noNaN: true }), usedMegabytes: fc.nat() },
  { requiredKeys: [] },
);
const error = fc.record(
  { errorType: text, errorMessage: text, trace: fc.array(text) },
  { requiredKeys: ['errorMessage'] },
);

describe('isMessage', () => {
  it.each<[string, fc.Arbitrary<Message>]>([
    ['a log event', fc.record({ type: fc.constant('log'), entry: text, printed: fc.boolean() })],
    ['a result', fc.tuple(measures, fc.json()).map(([all, json]) => ({ type: 'returned', json, ...all }))],
    [
      'a failure',
      fc.tuple(measures, error, fc.boolean()).map(([all, e, fatal]) => ({ type: 'failed', error: e, fatal, ...all })),
    ],
    ['the end of an init', fc.constant({ type: 'ready' })],
  ])('knows %s, as structured cloning leaves it', (_, messages) => {
    fc.assert(fc.property(messages, (message) => expect(isMessage(structuredClone(message))).toBe(true)));
  });

  it.each([
    { name: 'nothing', value: undefined },
    { name: 'text', value: 'ready' },
    { name: 'an unknown type', value: { type: 'done' } },
    { name: 'a log event without text', value: { type: 'log', printed: true } },
    { name: 'a result that is no text', value: { type: 'returned', json: {} } },
    { name: 'a result with an odd measure', value: { type: 'returned', json: '1', handlerMs: 'long' } },
    { name: 'a failure without its error', value: { type: 'failed', fatal: false } },
    {
      name: 'a failure with an odd trace',
      value: { type: 'failed', fatal: true, error: { errorMessage: '', trace: [1] } },
    },
    {
      name: 'a failure with an odd type',
      value: { type: 'failed', fatal: true, error: { errorMessage: '', errorType: 1 } },
    },
  ])('does not take $name for one', ({ value }) => {
    expect(isMessage(value)).toBe(false);
  });
});

it('an empty message has a weight, so that a flood of empty lines is one, too', () => {
  expect(weightOf({ type: 'log', entry: '', printed: true })).toBeGreaterThan(0);
});
