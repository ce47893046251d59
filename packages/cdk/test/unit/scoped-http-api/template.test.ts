import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { shop } from '../../support/contract.ts';
import { type ShopAssembly, shopAssembly } from '../../support/shop-assembly.ts';
import { accessTableOf, createStack, plainFunction, shopStack } from '../../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../../support/workspace.ts';

let workspace: Workspace;
let assembly: ShopAssembly;
let template: Template;

beforeAll(async () => {
  workspace = createWorkspace();
  assembly = await shopAssembly();
  template = assembly.template;
});
afterAll(() => workspace.remove());

const propertiesOf = (from: Template, type: string) =>
  Object.values(from.findResources(type)).map((resource) => resource['Properties']);

describe('the API', () => {
  it('has one $default stage that deploys itself, and a route per route of the contract', () => {
    template.resourceCountIs('AWS::ApiGatewayV2::Api', 1);
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', { StageName: '$default', AutoDeploy: true });
    template.resourceCountIs('AWS::ApiGatewayV2::Stage', 1);
    const keys = propertiesOf(template, 'AWS::ApiGatewayV2::Route').map((route) => route.RouteKey);
    expect(keys.sort()).toEqual(
      Object.values(shop.routes)
        .map(({ route }) => route)
        .sort(),
    );
  });

  it.each([
    { rule: 'open', key: 'GET /health', type: 'NONE', authorizer: Match.absent() },
    { rule: 'scopes', key: 'GET /items', type: 'CUSTOM', authorizer: { Ref: Match.stringLikeRegexp('Authorizer') } },
    { rule: 'anyOf', key: 'PUT /items/{id}', type: 'CUSTOM', authorizer: { Ref: Match.anyValue() } },
    { rule: 'authenticated', key: 'GET /me', type: 'CUSTOM', authorizer: { Ref: Match.anyValue() } },
    { rule: 'iam', key: 'POST /maintenance/purge', type: 'AWS_IAM', authorizer: Match.absent() },
  ])('authorizes $key ($rule) as $type, never with AuthorizationScopes', ({ key, type, authorizer }) => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: key,
      AuthorizationType: type,
      AuthorizerId: authorizer,
      AuthorizationScopes: Match.absent(),
    });
  });

  it('calls functions by payload 2.0 over one integration each', () => {
    template.resourceCountIs('AWS::ApiGatewayV2::Integration', 5);
    for (const integration of propertiesOf(template, 'AWS::ApiGatewayV2::Integration'))
      expect(integration).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
  });

  it('answers preflights by the contract', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: {
        AllowOrigins: ['https://shop.example.com'],
        AllowMethods: ['GET', 'PUT', 'POST'],
        AllowHeaders: ['Authorization', 'Content-Type'],
        ExposeHeaders: Match.arrayWith(['WWW-Authenticate']),
        MaxAge: 600,
        AllowCredentials: Match.absent(),
      },
    });
  });

  it('logs every request as JSON with the reason and without a header', () => {
    const [stage] = propertiesOf(template, 'AWS::ApiGatewayV2::Stage');
    const { Format: text, DestinationArn: destination } = stage.AccessLogSettings;
    expect(JSON.parse(text)).toMatchObject({
      requestId: '$context.requestId',
      routeKey: '$context.routeKey',
      authorizerError: '$context.authorizer.error',
      reason: '$context.authorizer.reason',
      decisionId: '$context.authorizer.decisionId',
      errorType: '$context.error.responseType',
      integrationError: '$context.integrationErrorMessage',
    });
    expect(text).not.toMatch(/header|authorization|querystring/i);
    expect(Buffer.byteLength(text)).toBeLessThan(3072);
    expect(destination).toEqual({ 'Fn::GetAtt': [expect.stringContaining('AccessLogs'), 'Arn'] });
  });

  it('exposes what users need', () => {
    const { api, stack } = shopStack(workspace);
    expect(Object.keys(api.functions)).toEqual(Object.keys(shop.routes));
    expect(stack.resolve(api.authorizerFunction.functionArn)['Fn::GetAtt'][0]).toContain('Authorizer');
    expect(JSON.stringify(stack.resolve(api.url))).toContain('.execute-api.');
    expect(api.httpApi.url).toBe(api.url);
    expect(api.trustedIssuers).toHaveLength(2);
  });
});

describe('the authorizer', () => {
  it('keys its cache by token and route key, and answers simply by payload 2.0', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 300,
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
      AuthorizerCredentialsArn: Match.absent(),
    });
    template.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 1);
  });

  it('knows the issuers, by IDs that the deploy fills in', () => {
    const [environment] = propertiesOf(template, 'AWS::Lambda::Function')
      .map((properties) => properties.Environment.Variables)
      .filter((variables) => variables.SCOPEGATE_ISSUERS !== undefined);
    const text = environment.SCOPEGATE_ISSUERS['Fn::Join'][1]
      .map((part: string | { Ref: string }) => (typeof part === 'string' ? part : part.Ref))
      .join('');
    expect(JSON.parse(text)).toEqual([
      {
        preset: 'cognito',
        userPoolId: expect.stringMatching(/^Pool/),
        resourceServer: 'shop',
        clients: { [Object.keys(JSON.parse(text)[0].clients)[0] ?? '']: { tenant: 'acme' } },
      },
    ]);
    expect(environment.SCOPEGATE_TRACE).toBeUndefined();
  });

  it('carries the contract, without challenges by default', () => {
    const { routes } = assembly.accessTable;
    expect(Object.keys(routes)).toHaveLength(5);
    expect(Object.values(routes).map(({ challenge }) => challenge)).toEqual(Array(5).fill('none'));
  });
});

describe('permissions', () => {
  const sourceOf = (permission: { SourceArn: { 'Fn::Join': [string, unknown[]] } }) =>
    permission.SourceArn['Fn::Join'][1].filter((part) => typeof part === 'string').join('');

  it('are one per function, narrowed to its route, and one for the authorizer', () => {
    const permissions = propertiesOf(template, 'AWS::Lambda::Permission');
    expect(permissions.map((permission) => sourceOf(permission).replace(/^.*:\//, '')).sort()).toEqual([
      '*/GET/health',
      '*/GET/items',
      '*/GET/me',
      '*/POST/maintenance/purge',
      '*/PUT/items/*',
      'authorizers/',
    ]);
    for (const permission of permissions)
      expect(permission).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' });
  });

  it('stay one for a function that many routes share', () => {
    const stack = createStack(workspace);
    const shared = { function: plainFunction(stack) };
    const handlers = { health: shared, list: shared, change: shared, whoami: shared, purge: shared };
    const sharing = shopStack(workspace, { handlers }, stack).template();
    sharing.resourceCountIs('AWS::Lambda::Permission', 2);
    sharing.resourceCountIs('AWS::ApiGatewayV2::Integration', 1);
  });

  it('let a function write to its own log group and nothing else', () => {
    for (const { PolicyDocument } of propertiesOf(template, 'AWS::IAM::Policy'))
      expect(PolicyDocument.Statement).toEqual([
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [expect.stringContaining('Logs'), 'Arn'] },
        },
      ]);
    for (const role of propertiesOf(template, 'AWS::IAM::Role')) expect(role.ManagedPolicyArns).toBeUndefined();
  });
});

describe('functions', () => {
  it('run on nodejs24.x and arm64 with JSON logs of their own', () => {
    template.resourceCountIs('AWS::Lambda::Function', 6);
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Match.stringLikeRegexp('Logs') } },
    });
    template.resourceCountIs('AWS::Logs::LogGroup', 7);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  it('trust exactly the two issuer strings of the pool', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'GET /items',
      Environment: {
        Variables: {
          SCOPEGATE_TRUSTED_ISSUERS: {
            'Fn::Join': [
              '',
              [
                '[{"issuer":"https://cognito-idp.',
                { Ref: 'AWS::Region' },
                '.amazonaws.com/',
                { Ref: Match.stringLikeRegexp('^Pool') },
                '","requestForm":"shop/{scope}"},{"issuer":"https://issuer-cognito-idp.',
                { Ref: 'AWS::Region' },
                '.amazonaws.com/',
                { Ref: Match.stringLikeRegexp('^Pool') },
                '","requestForm":"shop/{scope}"}]',
              ],
            ],
          },
        },
      },
    });
  });
});

describe('settings', () => {
  it('reach the template', () => {
    const tuned = shopStack(workspace, {
      trace: true,
      authorizerCacheTtl: Duration.seconds(0),
      accessLogRetention: RetentionDays.ONE_YEAR,
      logRemovalPolicy: RemovalPolicy.DESTROY,
      throttle: {
        default: { rateLimit: 100, burstLimit: 200 },
        routes: { purge: { rateLimit: 0.5, burstLimit: 1 } },
      },
    }).template();
    tuned.hasResource('AWS::ApiGatewayV2::Stage', {
      Properties: {
        DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
        RouteSettings: { 'POST /maintenance/purge': { ThrottlingRateLimit: 0.5, ThrottlingBurstLimit: 1 } },
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('Routepurge')]),
    });
    tuned.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', { AuthorizerResultTtlInSeconds: 0 });
    tuned.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 365 }, DeletionPolicy: 'Delete' });
    tuned.resourcePropertiesCountIs(
      'AWS::Lambda::Function',
      { Environment: { Variables: { SCOPEGATE_TRACE: '1' } } },
      6,
    );
  });

  it('leave the throttle out when none is given', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: Match.absent(),
      RouteSettings: Match.absent(),
    });
  });

  it('give challenges only to token routes behind a guard', () => {
    const stack = createStack(workspace);
    const handlers = {
      ...workspace.bundles(shop),
      list: workspace.bundle('unguarded'),
      change: { function: plainFunction(stack) },
    };
    const { routes } = accessTableOf(shopStack(workspace, { challenge: 'genuine', handlers }, stack));
    expect(Object.entries(routes).map(([key, { challenge }]) => [key, challenge])).toEqual([
      ['GET /health', 'none'],
      ['GET /items', 'none'],
      ['PUT /items/{id}', 'none'],
      ['GET /me', 'genuine'],
      ['POST /maintenance/purge', 'none'],
    ]);
  });

  it('give no challenge where another export than the guarded one is deployed', () => {
    const guarded = workspace.bundles(shop);
    const handlers = { ...guarded, list: { ...guarded.list, handler: 'index.other' } };
    const { routes } = accessTableOf(shopStack(workspace, { challenge: 'genuine', handlers }));
    expect(routes['GET /items']?.challenge).toBe('none');
  });
});
