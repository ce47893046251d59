import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { toErrorPayload as toPayload22 } from '../../../src/functions/bootstrap/node22/error-payload.ts';
import { toErrorPayload as toPayload24 } from '../../../src/functions/bootstrap/node24/error-payload.ts';

const hostile = Object.defineProperty(new Error('m'), 'message', {
  get(): string {
    throw new Error('no');
  },
});
const unreadable = expect.stringMatching(/^callback called with Error argument, but there was a problem/);
const foreign = runInNewContext('Object.assign(new TypeError("m"), { stack: "a\\nb" })');

describe('toErrorPayload', () => {
  it.each([
    {
      name: 'text',
      thrown: 'a',
      node24: { errorType: 'string', errorMessage: 'a', trace: [] },
      node22: { errorType: 'string', errorMessage: 'a', trace: [] },
    },
    {
      name: 'undefined',
      thrown: undefined,
      node24: { errorType: 'undefined', errorMessage: 'undefined', trace: [] },
      node22: { errorType: 'handled', errorMessage: unreadable },
    },
    {
      name: 'like an error',
      thrown: { name: 'N', message: 'm', stack: 'a\nb' },
      node24: { errorType: 'object', errorMessage: '[object Object]', trace: [] },
      node22: { errorType: 'N', errorMessage: 'm', trace: ['a', 'b'] },
    },
    {
      name: 'of another realm',
      thrown: foreign,
      node24: { errorType: 'object', errorMessage: 'TypeError: m', trace: [] },
      node22: { errorType: 'TypeError', errorMessage: 'm', trace: ['a', 'b'] },
    },
    {
      name: 'no prototype',
      thrown: Object.create(null),
      node24: { errorType: 'handled', errorMessage: unreadable, trace: [] },
      node22: { errorType: 'handled', errorMessage: unreadable },
    },
    {
      name: 'getter that throws',
      thrown: hostile,
      node24: { errorType: 'handled', errorMessage: unreadable, trace: [] },
      node22: { errorType: 'handled', errorMessage: unreadable },
    },
    {
      name: 'no stack',
      thrown: Object.assign(new Error('m'), { stack: undefined }),
      node24: { errorType: 'Error', errorMessage: 'm', trace: [] },
      node22: { errorType: 'handled', errorMessage: unreadable },
    },
    {
      name: 'DEL',
      thrown: Object.assign(new Error('a\x7fb'), { name: 'N\x7f', stack: 'c\x7f' }),
      node24: { errorType: 'N%7F', errorMessage: 'a%7Fb', trace: ['c%7F'] },
      node22: { errorType: 'N%7F', errorMessage: 'a%7Fb', trace: ['c%7F'] },
    },
  ])('$name', ({ thrown, node24, node22 }) => {
    expect(toPayload24(thrown)).toEqual(node24);
    expect(toPayload22(thrown)).toEqual(node22);
  });
});
