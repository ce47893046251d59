// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of parameter mapping
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../src/template/load-model.ts';
import { refusalOf, removeAssemblies, writeAssembly } from './support/assembly-on-disk.ts';
import { type Loose, ordersTemplate } from './support/orders-template.ts';

afterAll(removeAssemblies);

const load = (template: Loose) => loadModel({ assembly: writeAssembly({ Orders: template }) });
const faultsOf = (template: Loose) =>
  refusalOf({ assembly: writeAssembly({ Orders: template }) }).faults.map(({ logicalId, path, reason }) => ({
    logicalId,
    path,
    reason,
  }));

const issuer = 'https://issuer.example/';
const jwtTemplate = (authorizer: Loose = {}, route: Loose = {}): Loose => {
  const template = ordersTemplate();
  template.Resources.Jwt = {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      Name: 'jwt',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: ['orders'], Issuer: issuer },
      ...authorizer,
    },
  };
  Object.assign(template.Resources.Health.Properties, {
    AuthorizationType: 'JWT',
    AuthorizerId: { Ref: 'Jwt' },
    AuthorizationScopes: ['a', 'b'],
    ...route,
  });
  return template;
};

describe('a JWT authorizer', () => {
  it('is linked to its route, scopes and all', () => {
    const route = load(jwtTemplate()).apis[0]?.routes.find(({ routeKey }) => routeKey === 'GET /health');
    expect(route?.authorization).toEqual({
      type: 'JWT',
      scopes: ['a', 'b'],
      authorizer: {
        stack: 'Orders',
        logicalId: 'Jwt',
        authorizerId: expect.stringMatching(/^[a-z0-9]{6}$/),
        name: 'jwt',
        issuer,
        audience: ['orders'],
        identitySource: '$request.header.Authorization',
      },
    });
  });

  it.each([
    {
      name: 'no audience',
      template: jwtTemplate({ JwtConfiguration: { Issuer: issuer } }),
      path: 'Properties.JwtConfiguration.Audience',
      words: 'Audience list must have at least 1 item for JWT Authorizer',
    },
    {
      name: '51 audiences',
      template: jwtTemplate({ JwtConfiguration: { Issuer: issuer, Audience: Array(51).fill('a') } }),
      path: 'Properties.JwtConfiguration.Audience',
      words: 'At most 50 audiences',
    },
    {
      name: 'an issuer that is no URL',
      template: jwtTemplate({ JwtConfiguration: { Issuer: 'issuer', Audience: ['a'] } }),
      path: 'Properties.JwtConfiguration.Issuer',
      words: 'Invalid issuer: Issuer is not a valid URL for JWT Authorizer',
    },
    {
      name: 'two identity sources',
      template: jwtTemplate({ IdentitySource: ['$request.header.A', '$request.header.B'] }),
      path: 'Properties.IdentitySource',
      words: 'exactly one',
    },
    {
      name: 'a context variable as identity source',
      template: jwtTemplate({ IdentitySource: ['$context.routeKey'] }),
      path: 'Properties.IdentitySource',
      words: 'Invalid identity source expression: $context.routeKey',
    },
    {
      name: 'a function URI',
      template: jwtTemplate({ AuthorizerUri: 'arn' }),
      path: 'Properties.AuthorizerUri',
      words: 'only valid for REQUEST authorizers',
    },
  ])('refuses $name', ({ template, path, words }) => {
    expect(faultsOf(template)).toContainEqual({ logicalId: 'Jwt', path, reason: expect.stringContaining(words) });
  });

  it.each([
    {
      name: '11 scopes',
      route: { AuthorizationScopes: Array(11).fill('a') },
      path: 'Properties.AuthorizationScopes',
      words: 'At most 10',
    },
    {
      name: 'a JWT authorizer on a CUSTOM route',
      route: { AuthorizationType: 'CUSTOM', AuthorizationScopes: [] },
      path: 'Properties.AuthorizerId',
      words: 'Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    },
  ])('refuses a route with $name', ({ route, path, words }) => {
    const expected = { logicalId: 'Health', path, reason: expect.stringContaining(words) };
    expect(faultsOf(jwtTemplate({}, route))).toContainEqual(expected);
  });
});

describe('payload format 1.0', () => {
  it('is carried for integrations and authorizers', () => {
    const template = ordersTemplate();
    template.Resources.Integration.Properties.PayloadFormatVersion = '1.0';
    Object.assign(template.Resources.Authorizer.Properties, {
      AuthorizerPayloadFormatVersion: '1.0',
      EnableSimpleResponses: false,
    });
    const [route] = load(template).apis[0]?.routes ?? [];
    expect(route).toMatchObject({
      authorization: { authorizer: { payloadFormatVersion: '1.0' } },
      integration: { payloadFormatVersion: '1.0' },
    });
  });
});

describe('an HTTP integration', () => {
  it('is carried with its mappings as written', () => {
    const template = ordersTemplate();
    template.Resources.Integration.Properties = {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'ANY',
      IntegrationUri: 'http://127.0.0.1:4000/{id}',
      PayloadFormatVersion: '1.0',
      RequestParameters: { 'append:header.stage': '$context.stage' },
      ResponseParameters: {
        404: { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '200' }] },
      },
    };
    expect(load(template).apis[0]?.routes[0]?.integration).toEqual({
      stack: 'Orders',
      logicalId: 'Integration',
      type: 'HTTP_PROXY',
      integrationId: expect.stringMatching(/^[a-z0-9]{7}$/),
      uri: 'http://127.0.0.1:4000/{id}',
      method: 'ANY',
      timeoutMillis: 30_000,
      requestParameters: { 'append:header.stage': '$context.stage' },
      responseParameters: { 404: { 'overwrite:statuscode': '200' } },
    });
  });
});

describe('a custom domain', () => {
  const domainTemplate = (mapping: Loose = {}, domain: Loose = {}): Loose => {
    const template = ordersTemplate();
    template.Resources.Domain1 = {
      Type: 'AWS::ApiGatewayV2::DomainName',
      Properties: {
        DomainName: 'API.example.com',
        DomainNameConfigurations: [{ CertificateArn: { Ref: 'Certificate' }, EndpointType: 'REGIONAL' }],
        ...domain,
      },
    };
    template.Resources.Certificate = { Type: 'AWS::CertificateManager::Certificate' };
    template.Resources.Mapping = {
      Type: 'AWS::ApiGatewayV2::ApiMapping',
      Properties: {
        ApiId: { Ref: 'Api' },
        DomainName: { Ref: 'Domain1' },
        Stage: { Ref: 'Stage' },
        ApiMappingKey: 'orders/v1',
        ...mapping,
      },
    };
    return template;
  };

  it('is linked with its mappings', () => {
    const model = load(domainTemplate({}, { MutualTlsAuthentication: { TruststoreUri: 's3://bucket/trust.pem' } }));
    expect(model.domainNames).toEqual([
      {
        stack: 'Orders',
        logicalId: 'Domain1',
        domainName: 'api.example.com',
        mutualTls: true,
        mappings: [
          { stack: 'Orders', logicalId: 'Mapping', apiId: model.apis[0]?.apiId, stage: '$default', key: 'orders/v1' },
        ],
      },
    ]);
  });

  it.each([
    { name: 'a stage that is not there', mapping: { Stage: 'dev' }, domain: {}, words: 'Invalid stage identifier' },
    { name: 'an API that is not there', mapping: { ApiId: 'x' }, domain: {}, words: 'is no API of the assembly' },
    {
      name: 'a domain that is not there',
      mapping: { DomainName: 'b.example' },
      domain: {},
      words: 'is no domain name',
    },
    { name: 'a key with a slash at its end', mapping: { ApiMappingKey: 'a/' }, domain: {}, words: 'mapping key' },
    { name: 'routing rules', mapping: {}, domain: { RoutingMode: 'ROUTING_RULE_ONLY' }, words: 'ROUTING_RULE_ONLY' },
    { name: 'a wildcard', mapping: {}, domain: { DomainName: '*.example.com' }, words: 'is not a host name' },
    {
      name: 'a truststore version',
      mapping: {},
      domain: { MutualTlsAuthentication: { TruststoreUri: 's3://b/t', TruststoreVersion: '1' } },
      words: 'version of the truststore',
    },
  ])('refuses $name', ({ mapping, domain, words }) => {
    const reasons = faultsOf(domainTemplate(mapping, domain)).map(({ reason }) => reason);
    expect(reasons).toContainEqual(expect.stringContaining(words));
  });
});
