// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of parameter mapping
import { describe, expect, it } from '@jest/globals';
import { fixture, gatewayFaultsOf, proxyRoute } from './support.ts';

const unreachable = (host: string) => ({
  rule: 'http-host-unreachable',
  what: `Requests would leave this machine for "${host}"`,
  option: { name: 'allowedHttpHosts', entry: host },
});

const unsupportedUri = (uri: string) => ({
  rule: 'http-integration-uri',
  given: JSON.stringify(uri),
  allowed: 'http(s)://host/path, with {name} in the path only',
});

describe('createGateway', () => {
  it.each([
    {
      name: 'a host elsewhere',
      changes: { uri: 'https://api.example/x' },
      path: 'IntegrationUri',
      fault: unreachable('api.example'),
    },
    {
      name: 'a host that looks local',
      changes: { uri: 'http://127.0.0.1.example/x' },
      path: 'IntegrationUri',
      fault: unreachable('127.0.0.1.example'),
    },
    {
      name: 'a host in credentials',
      changes: { uri: 'http://127.0.0.1@evil.example/' },
      path: 'IntegrationUri',
      fault: { rule: 'http-integration-credentials', what: 'The URI of an HTTP integration must not hold credentials' },
    },
    {
      name: 'a stage variable in the URI',
      changes: { uri: 'http://${stageVariables.host}/' },
      path: 'IntegrationUri',
      fault: unsupportedUri('http://${stageVariables.host}/'),
    },
    {
      name: 'a parameter in the host',
      changes: { uri: 'http://{host}/' },
      path: 'IntegrationUri',
      fault: unsupportedUri('http://{host}/'),
    },
    {
      name: 'another scheme',
      changes: { uri: 'ftp://127.0.0.1/' },
      path: 'IntegrationUri',
      fault: unsupportedUri('ftp://127.0.0.1/'),
    },
    {
      name: 'a reserved header',
      changes: { requestParameters: { 'overwrite:header.Authorization': 'x' } },
      path: 'RequestParameters',
      fault: { rule: 'mapped-header', what: expect.stringContaining('"Authorization" cannot be mapped') },
    },
    {
      name: 'an unknown source',
      changes: { requestParameters: { 'append:header.x': '$request.cookie.a' } },
      path: 'RequestParameters',
      fault: { rule: 'mapping-source', what: 'The mapping source "request.cookie.a" is not supported' },
    },
    {
      name: 'an unknown destination',
      changes: { responseParameters: { 200: { 'append:body': 'x' } } },
      path: 'ResponseParameters',
      fault: { rule: 'mapping-destination', what: 'The mapping destination "append:body" is not supported' },
    },
    {
      name: 'a time limit of 20 ms',
      changes: { timeoutMillis: 20 },
      path: 'TimeoutInMillis',
      fault: { rule: 'integration-timeout-range', what: 'Timeout should be between 50 ms and 30000 ms', given: '20' },
    },
  ])('refuses $name', ({ changes, path, fault }) => {
    expect(gatewayFaultsOf(() => fixture({ routes: [proxyRoute('GET /x', changes)] }))).toMatchObject([
      { where: { type: 'AWS::ApiGatewayV2::Integration', path: `Properties.${path}` }, ...fault },
    ]);
  });

  it('takes a host elsewhere that is allowed by name', () => {
    const routes = [proxyRoute('GET /x', { uri: 'https://api.example:8443/x' })];
    expect(() => fixture({ routes, allowedHttpHosts: ['api.example'] })).not.toThrow();
    expect(() => fixture({ routes, allowedHttpHosts: ['example'] })).toThrow(
      'option `allowedHttpHosts` ("api.example")',
    );
  });
});
