import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Model } from '../../../src/model/index.ts';
import { loadModel } from '../../../src/template/load-model.ts';
import { removeAssemblies, writeAssembly } from './support/assembly-on-disk.ts';
import { ordersTemplate } from './support/orders-template.ts';

afterAll(removeAssemblies);

const at = (logicalId: string) => ({ stack: 'Orders', logicalId });

describe('loadModel', () => {
  const directory = writeAssembly({ Orders: ordersTemplate() });
  const model = loadModel({ assembly: directory });
  const [api] = model.apis;
  const arnOf = (logicalId: string) => model.functions.find((f) => f.logicalId === logicalId)?.arn;
  const pool = model.userPools[0]!;

  it('resolves the environment', () => {
    expect(model).toMatchObject({ partition: 'aws', region: 'us-east-1', accountId: '123456789012' });
  });

  it('resolves the API with its stages', () => {
    expect(api).toMatchObject({
      ...at('Api'),
      apiId: expect.stringMatching(/^[a-z0-9]{10}$/),
      name: 'Orders',
      disableExecuteApiEndpoint: false,
      cors: {
        allowCredentials: false,
        allowHeaders: [],
        allowMethods: ['GET'],
        allowOrigins: ['https://app.example'],
        exposeHeaders: [],
        maxAgeSeconds: 60,
      },
    });
    expect(api?.stages).toEqual([
      {
        ...at('Stage'),
        name: '$default',
        variables: { level: 'info' },
        defaultThrottle: { rateLimit: 50, burstLimit: 20 },
        routeThrottles: { 'GET /orders/{id}': { rateLimit: 2.5 } },
        accessLog: {
          format: '$context.requestId',
          destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/orders:*',
        },
      },
    ]);
  });

  it('links routes to their authorizer, integration and functions', () => {
    const integration = {
      ...at('Integration'),
      type: 'AWS_PROXY',
      integrationId: expect.stringMatching(/^[a-z0-9]{7}$/),
      functionArn: arnOf('Handler'),
      payloadFormatVersion: '2.0',
      timeoutMillis: 30_000,
    };
    const authorizer = {
      ...at('Authorizer'),
      authorizerId: expect.stringMatching(/^[a-z0-9]{6}$/),
      name: 'scopes',
      functionArn: arnOf('Auth'),
      payloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      identitySource: ['$request.header.Authorization', '$context.routeKey'],
      resultTtlSeconds: 300,
    };
    expect(api?.routes).toEqual([
      { ...at('GetOrder'), routeKey: 'GET /orders/{id}', authorization: { type: 'CUSTOM', authorizer }, integration },
      { ...at('Health'), routeKey: 'GET /health', authorization: { type: 'NONE' }, integration },
    ]);
  });

  it('resolves functions with code, environment and resource policy', () => {
    const name = expect.stringMatching(/^Orders-Auth-[A-Z0-9]{12}$/);
    expect(model.functions.find((f) => f.logicalId === 'Auth')).toEqual({
      ...at('Auth'),
      functionName: name,
      arn: expect.stringMatching(/^arn:aws:lambda:us-east-1:123456789012:function:Orders-Auth-[A-Z0-9]{12}$/),
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      codeDirectory: join(directory, 'asset.aaaa'),
      timeoutSeconds: 5,
      memoryMegabytes: 256,
      environment: { ISSUERS: JSON.stringify([{ issuer: pool.issuer, client: pool.clients[0]?.clientId }]) },
      logFormat: 'JSON',
      logGroup: '/orders',
      roleArn: expect.stringMatching(/^arn:aws:iam::123456789012:role\/Orders-Role-[A-Z0-9]{12}$/),
      permissions: [
        {
          ...at('AuthPermission'),
          action: 'lambda:InvokeFunction',
          principal: 'apigateway.amazonaws.com',
          sourceArn: expect.stringMatching(
            `^arn:aws:execute-api:us-east-1:123456789012:${api?.apiId}/authorizers/[a-z0-9]{6}$`,
          ),
        },
      ],
    });
  });

  it('gives a function named by Ref its permission, without a source when there is none', () => {
    const handler = model.functions.find((f) => f.logicalId === 'Handler');
    expect(handler?.permissions).toEqual([
      { ...at('HandlerPermission'), action: 'lambda:InvokeFunction', principal: 'apigateway.amazonaws.com' },
    ]);
    expect(handler?.environment).toEqual({ TABLE: model.tables[0]?.tableName });
  });

  it('resolves tables', () => {
    const name = /Orders-Table-[A-Z0-9]{12}$/;
    const expected: Model['tables'] = [
      {
        ...at('Table'),
        tableName: expect.stringMatching(name) as unknown as string,
        arn: expect.stringMatching(name) as unknown as string,
        attributeDefinitions: [
          { name: 'pk', type: 'S' },
          { name: 'at', type: 'N' },
        ],
        keySchema: [{ name: 'pk', type: 'HASH' }],
        globalSecondaryIndexes: [
          {
            indexName: 'byTime',
            keySchema: [
              { name: 'pk', type: 'HASH' },
              { name: 'at', type: 'RANGE' },
            ],
            projection: { type: 'INCLUDE', nonKeyAttributes: ['total'] },
          },
        ],
        timeToLiveAttribute: 'ttl',
      },
    ];
    expect(model.tables).toEqual(expected);
  });

  it('resolves user pools with their resource servers, clients and domain', () => {
    expect(pool).toEqual({
      ...at('Pool'),
      poolId: expect.stringMatching(/^us-east-1_[A-Za-z0-9]{9}$/),
      name: 'people',
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${pool.poolId}`,
      domain: 'orders-dev',
      resourceServers: [{ identifier: 'orders', scopes: ['read'] }],
      clients: [
        {
          ...at('Client'),
          clientId: expect.stringMatching(/^[a-z0-9]{26}$/),
          name: 'reader',
          generateSecret: true,
          flows: ['client_credentials'],
          scopes: ['orders/read'],
          accessTokenSeconds: 900,
        },
      ],
    });
  });

  it('lists what serves no request, but not what a condition leaves out', () => {
    expect(model.notRun).toEqual([
      { ...at('Topic'), type: 'AWS::SNS::Topic' },
      { ...at('Alarm'), type: 'AWS::CloudWatch::Alarm' },
      { ...at('Metadata'), type: 'AWS::CDK::Metadata' },
    ]);
  });

  it('gives the same identifiers at every load', () => {
    const again = writeAssembly({ Orders: ordersTemplate() });
    const other = loadModel({ assembly: again });
    expect(JSON.stringify(other).replaceAll(again, directory)).toBe(JSON.stringify(model));
  });

  it('runs a global table with one replica here as a table', () => {
    const template = ordersTemplate();
    const { Table } = template.Resources;
    Table.Type = 'AWS::DynamoDB::GlobalTable';
    for (const name of ['DeletionProtectionEnabled', 'PointInTimeRecoverySpecification']) delete Table.Properties[name];
    Table.Properties.Replicas = [{ Region: { Ref: 'AWS::Region' }, GlobalSecondaryIndexes: [{ IndexName: 'byTime' }] }];
    expect(loadModel({ assembly: writeAssembly({ Orders: template }) }).tables).toEqual(model.tables);
  });
});
