import { expect, it } from '@jest/globals';
import { base, define } from '../declarations.ts';

it('cors exposes to pages what they need to act on an answer', () => {
  const api = define({ ...base, cors: { origins: ['https://app.example'], exposeHeaders: ['X-Mine'] } });
  expect(api.cors?.exposeHeaders).toEqual([
    'WWW-Authenticate',
    'Location',
    'ETag',
    'Retry-After',
    'scopegate-decision-id',
    'X-Mine',
  ]);
  expect(api.cors).toMatchObject({
    credentials: false,
    maxAgeSeconds: 600,
    allowHeaders: ['Authorization', 'Content-Type'],
  });
});
