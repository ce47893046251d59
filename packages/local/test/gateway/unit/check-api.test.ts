import { describe, expect, it } from '@jest/globals';
import { GatewayConfigurationError, type Settings } from '../../../src/gateway/index.ts';
import type { Authorization } from '../../../src/model/index.ts';
import { custom, type FixtureOptions, fixture, route, stage } from './support.ts';

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
      fault: 'TTL must be between 0 and 3600 seconds.',
    },
    {
      name: 'a TTL that is no number',
      route: route('GET /x', custom({ resultTtlSeconds: Number.NaN })),
      fault: 'TTL must be between 0 and 3600 seconds.',
    },
    {
      name: 'caching without identity sources',
      route: route('GET /x', custom({ resultTtlSeconds: 1, identitySource: [] })),
      fault: 'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)',
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

  const many = (count: number) => Array.from({ length: count }, (_, at) => at);
  const variables = (count: number, name = 'v', value = 'x') =>
    Object.fromEntries(many(count).map((at) => [`${name}${at}`, value]));
  it.each<{ name: string; options: FixtureOptions; fault: string; raised?: Partial<Settings> }>([
    {
      name: '301 routes',
      options: { routes: many(301).map((at) => route(`GET /x${at}`)) },
      fault: '301 routes are above the quota of 300 per API',
      raised: { routesPerApi: 301 },
    },
    {
      name: '301 integrations',
      options: {
        routes: many(301).map((at) => route(`GET /x${at}`, { type: 'NONE' }, { integrationId: `int${at}` })),
        settings: { routesPerApi: 1000 },
      },
      fault: '301 integrations are above the quota of 300 per API',
    },
    {
      name: '11 stages',
      options: { stages: many(11).map((at) => stage(`s${at}`)) },
      fault: '11 stages are above the quota of 10 per API',
      raised: { stagesPerApi: 11 },
    },
    {
      name: '101 stage variables',
      options: { stages: [stage('$default', { variables: variables(101) })] },
      fault: '101 stage variables are above the quota of 100 per stage',
    },
    {
      name: 'a stage variable with a long name',
      options: { stages: [stage('$default', { variables: variables(1, 'n'.repeat(64)) })] },
      fault: 'a name has at most 64 characters',
    },
    {
      name: 'a stage variable with a long value',
      options: { stages: [stage('$default', { variables: variables(1, 'n', 'x'.repeat(513)) })] },
      fault: 'a value 512',
    },
    {
      name: 'an access log format over 3 KB',
      options: {
        stages: [
          stage('$default', {
            accessLog: { format: `$context.requestId${'x'.repeat(3 * 1024)}`, destinationArn: 'arn' },
          }),
        ],
      },
      fault: 'the access log format is 3090 bytes; at most 3072 are allowed',
    },
  ])('refuses $name, unless the quota was raised', ({ options, fault, raised }) => {
    expect(() => fixture(options)).toThrow(fault);
    if (raised) expect(() => fixture({ ...options, settings: raised })).not.toThrow();
  });
});
