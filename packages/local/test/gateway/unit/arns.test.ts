import { describe, expect, it } from '@jest/globals';
import { integrationSourceArn, routeArn } from '../../../src/gateway/request/arns.ts';
import { route, routedRequest } from './support.ts';

describe('ARNs', () => {
  const place = 'arn:aws:execute-api:us-east-1:123456789012:abc1234567';
  it.each([
    {
      routeKey: 'GET /pets/{id}',
      path: '/pets/42',
      route: `${place}/$default/GET/pets/42`,
      source: `${place}/$default/GET/pets/{id}`,
    },
    { routeKey: 'ANY /{proxy+}', path: '/', route: `${place}/$default/GET/`, source: `${place}/$default/GET/{proxy+}` },
    { routeKey: '$default', path: '/x', route: `${place}/$default/GET/x`, source: `${place}/$default/$default` },
  ])('$routeKey', ({ routeKey, path, route: expected, source }) => {
    const routed = routedRequest({ route: route(routeKey), routePath: path });
    expect(routeArn(routed)).toBe(expected);
    expect(integrationSourceArn(routed)).toBe(source);
  });
});
