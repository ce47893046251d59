import { describe, expect, it } from '@jest/globals';
import { toErrorPayload } from '../../../src/functions/bootstrap/error-payload.ts';

describe('toErrorPayload', () => {
  const hostile = {
    get name(): string {
      throw new Error('no');
    },
    message: '',
    stack: '',
  };

  it.each([
    { name: 'text', thrown: 'a', payload: { errorType: 'string', errorMessage: 'a', trace: [] } },
    { name: 'undefined', thrown: undefined, payload: { errorType: 'undefined', errorMessage: 'undefined', trace: [] } },
    {
      name: 'like an error',
      thrown: { name: 'N', message: 'm', stack: 'a\nb' },
      payload: { errorType: 'N', errorMessage: 'm', trace: ['a', 'b'] },
    },
    {
      name: 'no prototype',
      thrown: Object.create(null),
      payload: { errorType: 'object', errorMessage: 'The thrown value has no readable message.', trace: [] },
    },
    {
      name: 'getter that throws',
      thrown: hostile,
      payload: { errorType: 'object', errorMessage: 'The thrown value has no readable message.', trace: [] },
    },
  ])('$name', ({ thrown, payload }) => {
    expect(toErrorPayload(thrown)).toEqual(payload);
  });
});
