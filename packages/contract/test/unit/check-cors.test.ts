import { describe, it } from '@jest/globals';
import { iam } from '../../src/index.ts';
import { base, expectFault, ok, withRoute } from '../declarations.ts';

describe('cors is refused', () => {
  it.each([
    { name: 'origin with a path', given: { ...base, cors: { origins: ['https://a.example/'] } }, at: 'cors.origins' },
    { name: 'no origin', given: { ...base, cors: { origins: [] } }, at: 'cors.origins' },
    {
      name: 'credentials for everybody',
      given: { ...base, cors: { origins: ['*'], credentials: true } },
      at: 'cors.credentials',
    },
    {
      name: 'max age too long',
      given: { ...base, cors: { origins: ['*'], maxAgeSeconds: 90_000 } },
      at: 'cors.maxAgeSeconds',
    },
    {
      name: 'guarded preflight',
      given: {
        ...withRoute({ route: 'ANY /x', access: iam(), responses: ok }),
        cors: { origins: ['https://a.example'] },
      },
      at: 'routes.extra.route',
    },
  ])('$name', ({ given, at }) => {
    expectFault(given, at);
  });
});
