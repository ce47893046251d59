import { describe, expect, it } from '@jest/globals';
import type { Settings } from '../../../src/gateway/index.ts';
import type { Authorization, Fault, FaultPlace, Route } from '../../../src/model/index.ts';
import { custom, type FixtureOptions, fixture, gatewayFaultsOf, route, stage } from './support.ts';

describe('createGateway', () => {
  it.each<{ name: string; route: Route; place: Partial<FaultPlace>; fault: Partial<Fault> }>([
    {
      name: 'a malformed route key',
      route: route('GET pets'),
      place: { type: 'AWS::ApiGatewayV2::Route', path: 'Properties.RouteKey' },
      fault: { rule: 'route-key', what: 'The route key "GET pets" is malformed' },
    },
    {
      name: 'an unknown authorization type',
      route: route('GET /x', { type: 'COGNITO_USER_POOLS' } as unknown as Authorization),
      place: { type: 'AWS::ApiGatewayV2::Route', path: 'Properties.AuthorizationType' },
      fault: { rule: 'authorization-type', allowed: 'NONE, AWS_IAM, CUSTOM, JWT' },
    },
    {
      name: 'a bad identity source',
      route: route('GET /x', custom({ identitySource: ['x'] })),
      place: { type: 'AWS::ApiGatewayV2::Authorizer', path: 'Properties.IdentitySource[0]' },
      fault: { rule: 'identity-source-expression', what: 'Invalid identity source expression: x' },
    },
    {
      name: 'a TTL above an hour',
      route: route('GET /x', custom({ resultTtlSeconds: 3601 })),
      place: { type: 'AWS::ApiGatewayV2::Authorizer', path: 'Properties.AuthorizerResultTtlInSeconds' },
      fault: {
        rule: 'authorizer-ttl-range',
        what: 'Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.',
        given: '3601',
      },
    },
    {
      name: 'a TTL that is no number',
      route: route('GET /x', custom({ resultTtlSeconds: Number.NaN })),
      place: { type: 'AWS::ApiGatewayV2::Authorizer', path: 'Properties.AuthorizerResultTtlInSeconds' },
      fault: {
        rule: 'authorizer-ttl-range',
        what: 'Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.',
      },
    },
    {
      name: 'caching without identity sources',
      route: route('GET /x', custom({ resultTtlSeconds: 1, identitySource: [] })),
      place: { type: 'AWS::ApiGatewayV2::Authorizer', path: 'Properties.IdentitySource' },
      fault: {
        rule: 'authorizer-caching-without-identity-source',
        what: 'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)',
      },
    },
    {
      name: 'a timeout above 30 s',
      route: route('GET /x', { type: 'NONE' }, { timeoutMillis: 30_001 }),
      place: { type: 'AWS::ApiGatewayV2::Integration', path: 'Properties.TimeoutInMillis' },
      fault: {
        rule: 'integration-timeout-range',
        what: 'Timeout should be between 50 ms and 30000 ms',
        given: '30001',
      },
    },
  ])('refuses $name, by its place', ({ route: bad, place, fault }) => {
    const start = () => fixture({ routes: [bad] });
    expect(gatewayFaultsOf(start)).toMatchObject([{ where: { stack: 'Test', ...place }, ...fault }]);
    expect(start).toThrow(`(${place.type}) ${place.path}\n`);
    expect(start).toThrow(fault.what ?? fault.allowed);
  });

  it('reports all faults at once', () => {
    const accessLog = { format: '$context.status', destinationArn: 'arn' };
    const start = () => fixture({ routes: [route('x'), route('y')], stages: [stage('$default', { accessLog })] });
    expect(gatewayFaultsOf(start).map(({ rule }) => rule)).toEqual([
      'route-key',
      'route-key',
      'access-log-without-request-id',
    ]);
  });

  const many = (count: number) => Array.from({ length: count }, (_, at) => at);
  const variables = (count: number, name = 'v', value = 'x') =>
    Object.fromEntries(many(count).map((at) => [`${name}${at}`, value]));
  it.each<{ name: string; options: FixtureOptions; fault: Partial<Fault>; raised?: Partial<Settings> }>([
    {
      name: '301 routes',
      options: { routes: many(301).map((at) => route(`GET /x${at}`)) },
      fault: {
        rule: 'routes-per-api',
        what: 'The API is above the quota of routes per API',
        given: '301',
        allowed: 'at most 300',
        option: { name: 'gatewaySettings', entry: 'routesPerApi' },
      },
      raised: { routesPerApi: 301 },
    },
    {
      name: '301 integrations',
      options: {
        routes: many(301).map((at) => route(`GET /x${at}`, { type: 'NONE' }, { integrationId: `int${at}` })),
        settings: { routesPerApi: 1000 },
      },
      fault: {
        rule: 'integrations-per-api',
        what: 'The API is above the quota of integrations per API',
        given: '301',
        allowed: 'at most 300',
      },
    },
    {
      name: '11 stages',
      options: { stages: many(11).map((at) => stage(`s${at}`)) },
      fault: {
        rule: 'stages-per-api',
        what: 'The API is above the quota of stages per API',
        given: '11',
        allowed: 'at most 10',
        option: { name: 'gatewaySettings', entry: 'stagesPerApi' },
      },
      raised: { stagesPerApi: 11 },
    },
    {
      name: '101 stage variables',
      options: { stages: [stage('$default', { variables: variables(101) })] },
      fault: {
        rule: 'variables-per-stage',
        what: 'The stage is above the quota of stage variables per stage',
        given: '101',
        allowed: 'at most 100',
      },
    },
    {
      name: 'a stage variable with a long name',
      options: { stages: [stage('$default', { variables: variables(1, 'n'.repeat(64)) })] },
      fault: {
        rule: 'stage-variable-length',
        given: 'a name of 65 characters, a value of 1',
        allowed: 'a name of at most 64 characters, a value of at most 512',
      },
    },
    {
      name: 'a stage variable with a long value',
      options: { stages: [stage('$default', { variables: variables(1, 'n', 'x'.repeat(513)) })] },
      fault: {
        rule: 'stage-variable-length',
        given: 'a name of 2 characters, a value of 513',
        allowed: 'a name of at most 64 characters, a value of at most 512',
      },
    },
    {
      name: 'an access log format over 3 KB',
      options: {
        stages: [
          stage('$default', {
            accessLog: { format: `$context.requestId ${'x'.repeat(3 * 1024)}`, destinationArn: 'arn' },
          }),
        ],
      },
      fault: {
        rule: 'access-log-format-size',
        what: 'The access log format is too long',
        given: '3091 bytes',
        allowed: 'at most 3072 bytes',
      },
    },
  ])('refuses $name, unless the quota was raised', ({ options, fault, raised }) => {
    expect(gatewayFaultsOf(() => fixture(options))).toMatchObject([fault]);
    if (raised) expect(() => fixture({ ...options, settings: raised })).not.toThrow();
  });
});
