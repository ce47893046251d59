// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of parameter mapping
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../src/template/load-model.ts';
import { refusalOf, removeAssemblies, writeAssembly } from './support/assembly-on-disk.ts';
import { type Loose, ordersTemplate } from './support/orders-template.ts';

afterAll(removeAssemblies);

const load = (template: Loose) => loadModel({ assembly: writeAssembly({ Orders: template }) });
const faultsOf = (template: Loose) =>
  refusalOf({ assembly: writeAssembly({ Orders: template }) }).faults.map(({ where, remedy: _, ...finding }) => ({
    logicalId: where.logicalId,
    path: where.path,
    ...finding,
  }));

const issuer = 'https://issuer.example/';
const exactlyOne = 'exactly one of $request.header.<name>, $request.querystring.<name> for a JWT authorizer';
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
      fault: {
        rule: 'jwt-authorizer-without-audience',
        what: 'Audience list must have at least 1 item for JWT Authorizer',
      },
    },
    {
      name: '51 audiences',
      template: jwtTemplate({ JwtConfiguration: { Issuer: issuer, Audience: Array(51).fill('a') } }),
      path: 'Properties.JwtConfiguration.Audience',
      fault: {
        rule: 'audiences-per-authorizer',
        what: 'The authorizer has too many audiences',
        given: '51',
        allowed: 'at most 50',
      },
    },
    {
      name: 'an issuer that is no URL',
      template: jwtTemplate({ JwtConfiguration: { Issuer: 'issuer', Audience: ['a'] } }),
      path: 'Properties.JwtConfiguration.Issuer',
      fault: {
        rule: 'issuer-url',
        what: 'Invalid issuer: Issuer is not a valid URL for JWT Authorizer',
        given: '"issuer"',
      },
    },
    {
      name: 'two identity sources',
      template: jwtTemplate({ IdentitySource: ['$request.header.A', '$request.header.B'] }),
      path: 'Properties.IdentitySource',
      fault: {
        rule: 'identity-source-expression',
        what: 'Invalid identity source expression: $request.header.A, $request.header.B',
        allowed: exactlyOne,
      },
    },
    {
      name: 'a context variable as identity source',
      template: jwtTemplate({ IdentitySource: ['$context.routeKey'] }),
      path: 'Properties.IdentitySource',
      fault: {
        rule: 'identity-source-expression',
        what: 'Invalid identity source expression: $context.routeKey',
        allowed: exactlyOne,
      },
    },
    {
      name: 'a function URI',
      template: jwtTemplate({ AuthorizerUri: 'arn' }),
      path: 'Properties.AuthorizerUri',
      fault: {
        rule: 'request-authorizer-property',
        what: 'AuthorizerUri is only valid for REQUEST authorizers',
      },
    },
  ])('refuses $name', ({ template, path, fault }) => {
    expect(faultsOf(template)).toContainEqual({ logicalId: 'Jwt', path, ...fault });
  });

  it.each([
    {
      name: '11 scopes',
      route: { AuthorizationScopes: Array(11).fill('a') },
      path: 'Properties.AuthorizationScopes',
      fault: {
        rule: 'scopes-per-route',
        what: 'The route has too many authorization scopes',
        given: '11',
        allowed: 'at most 10',
      },
    },
    {
      name: 'a JWT authorizer on a CUSTOM route',
      route: { AuthorizationType: 'CUSTOM', AuthorizationScopes: [] },
      path: 'Properties.AuthorizerId',
      fault: {
        rule: 'route-without-authorizer',
        what: 'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
      },
    },
  ])('refuses a route with $name', ({ route, path, fault }) => {
    expect(faultsOf(jwtTemplate({}, route))).toContainEqual({ logicalId: 'Health', path, ...fault });
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

describe('a Lambda authorizer', () => {
  it.each([{ identitySource: ['$request.header.Authorization'] }, { identitySource: [] }])(
    'leaves the TTL to the gateway where the template gives none: $identitySource',
    ({ identitySource }) => {
      const template = ordersTemplate();
      const { AuthorizerResultTtlInSeconds: _, ...properties } = template.Resources.Authorizer.Properties;
      template.Resources.Authorizer.Properties = { ...properties, IdentitySource: identitySource };
      const [route] = load(template).apis[0]?.routes ?? [];
      expect(route?.authorization).toMatchObject({ type: 'CUSTOM', authorizer: { identitySource } });
      expect(route?.authorization).not.toHaveProperty('authorizer.resultTtlSeconds');
    },
  );
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
    {
      name: 'a stage that is not there',
      mapping: { Stage: 'dev' },
      domain: {},
      fault: {
        rule: 'api-mapping-stage',
        what: 'Invalid stage identifier specified: dev',
        allowed: '$default',
      },
    },
    {
      name: 'an API that is not there',
      mapping: { ApiId: 'x' },
      domain: {},
      fault: { rule: 'api-outside-assembly', what: '"x" is no API of the assembly' },
    },
    {
      name: 'a domain that is not there',
      mapping: { DomainName: 'b.example' },
      domain: {},
      fault: { rule: 'domain-outside-assembly', what: '"b.example" is no domain name of the assembly' },
    },
    {
      name: 'a key with a slash at its end',
      mapping: { ApiMappingKey: 'a/' },
      domain: {},
      fault: { rule: 'api-mapping-key', what: '"a/" is not an API mapping key' },
    },
    {
      name: 'routing rules',
      mapping: {},
      domain: { RoutingMode: 'ROUTING_RULE_ONLY' },
      fault: {
        rule: 'property-value',
        what: 'RoutingMode has a value that is not supported by the local platform',
        given: '"ROUTING_RULE_ONLY"',
        allowed: '"API_MAPPING_ONLY"',
      },
    },
    {
      name: 'a wildcard',
      mapping: {},
      domain: { DomainName: '*.example.com' },
      fault: {
        rule: 'domain-name',
        what: '"*.example.com" is not a host name (wildcard domains are not run by the local platform)',
      },
    },
    {
      name: 'a truststore version',
      mapping: {},
      domain: { MutualTlsAuthentication: { TruststoreUri: 's3://b/t', TruststoreVersion: '1' } },
      fault: {
        rule: 'truststore-version',
        what: 'A version of the truststore is not looked up by the local platform',
      },
    },
  ])('refuses $name', ({ mapping, domain, fault }) => {
    expect(faultsOf(domainTemplate(mapping, domain))).toContainEqual(expect.objectContaining(fault));
  });
});
