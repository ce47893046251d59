import { describe, expect, it } from '@jest/globals';
import { GatewayConfigurationError } from '../../../src/gateway/index.ts';
import type { Authorization } from '../../../src/model.ts';
import { custom, fixture, route, stage } from './support.ts';

describe('createGateway', () => {
  it.each([
    { name: 'a malformed route key', route: route('GET pets'), fault: 'route key "GET pets" is malformed' },
    {
      name: 'an unknown authorization type',
      route: route('GET /x', { type: 'COGNITO_USER_POOLS' } as unknown as Authorization),
      fault: 'AuthorizationType',
    },
    {
      name: 'a bad identity source',
      route: route('GET /x', custom({ identitySource: ['x'] })),
      fault: 'Invalid identity source expression: x',
    },
    {
      name: 'a TTL above an hour',
      route: route('GET /x', custom({ resultTtlSeconds: 3601 })),
      fault: 'from 0 to 3600',
    },
    {
      name: 'a TTL that is no number',
      route: route('GET /x', custom({ resultTtlSeconds: Number.NaN })),
      fault: 'from 0 to 3600',
    },
    {
      name: 'caching without identity sources',
      route: route('GET /x', custom({ resultTtlSeconds: 1, identitySource: [] })),
      fault: 'IdentitySource must be set',
    },
    {
      name: 'a timeout above 30 s',
      route: route('GET /x', { type: 'NONE' }, { timeoutMillis: 30_001 }),
      fault: 'from 50 to 30000',
    },
  ])('refuses $name, by its place', ({ route: bad, fault }) => {
    expect(() => fixture({ routes: [bad] })).toThrow(GatewayConfigurationError);
    expect(() => fixture({ routes: [bad] })).toThrow(fault);
    expect(() => fixture({ routes: [bad] })).toThrow(/- Test\//);
  });

  it('reports all faults at once', () => {
    const accessLog = { format: '$context.status', destinationArn: 'arn' };
    try {
      fixture({ routes: [route('x'), route('y')], stages: [stage('$default', { accessLog })] });
      throw new Error('was accepted');
    } catch (error) {
      expect(error).toBeInstanceOf(GatewayConfigurationError);
      expect((error as GatewayConfigurationError).faults).toHaveLength(3);
    }
  });
});
