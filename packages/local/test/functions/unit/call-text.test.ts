import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromCallText, toCallText } from '../../../src/functions/bootstrap/call-text.ts';

const line = fc.stringMatching(/^[\w=;-]{1,40}$/);
const call = fc.record({
  requestId: line,
  traceId: line,
  leftMillis: fc.nat(900_000),
  payload: fc.json(),
});

it('is the call, whatever its payload', () => {
  fc.assert(fc.property(call, (given) => expect(fromCallText(toCallText(given))).toEqual(given)));
});
