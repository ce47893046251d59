import { expect, it } from '@jest/globals';
import { apiIdOf } from '../../../src/audit/index.ts';

it.each([
  { event: { requestContext: { apiId: 'a1' } }, id: 'a1' },
  { event: { requestContext: { apiId: '' } }, id: 'none' },
  { event: { requestContext: { apiId: 7 } }, id: 'none' },
  { event: { requestContext: null }, id: 'none' },
  { event: undefined, id: 'none' },
])('the API of $event is $id', ({ event, id }) => {
  expect(apiIdOf(event)).toBe(id);
});
