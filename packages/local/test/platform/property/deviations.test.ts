import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createGateway } from '../../../src/gateway/index.ts';
import { createClock, type FunctionHost, type Model } from '../../../src/model/index.ts';
import { loadModel } from '../../../src/template/index.ts';
import { removeAssemblies, writeAssembly } from '../../template/unit/support/assembly-on-disk.ts';
import { type Loose, ordersTemplate } from '../../template/unit/support/orders-template.ts';

// Law: no deviation changes a verdict. A template with it answers every request as the same template without it.

afterAll(removeAssemblies);

const routes: Loose = {
  Signed: { key: 'GET /signed', more: { AuthorizationType: 'AWS_IAM' } },
  Token: { key: 'GET /token', more: { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } } },
  Other: { key: 'POST /orders', more: { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } } },
};

/** The orders template with a route of each kind. */
function template(): Loose {
  const { Resources, ...rest } = ordersTemplate();
  Resources.Jwt = {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      Name: 'jwt',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: [{ Ref: 'Client' }], Issuer: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] } },
    },
  };
  for (const [name, { key, more }] of Object.entries<Loose>(routes)) {
    Resources[name] = structuredClone(Resources.Health);
    Object.assign(Resources[name].Properties, { RouteKey: key, ...more });
  }
  return { Resources, ...rest };
}

type Change = (resources: Loose) => void;

/** Each makes a template that is run otherwise than on AWS. */
const deviations: Readonly<Record<string, Change>> = {
  'an old Node': (r) => Object.assign(r.Handler.Properties, { Runtime: 'nodejs12.x' }),
  'an old Node of the authorizer': (r) => Object.assign(r.Auth.Properties, { Runtime: 'nodejs14.x' }),
  'a made-up value': (r) => {
    r.Queue = { Type: 'AWS::SQS::Queue' };
    r.Handler.Properties.Environment.Variables.QUEUE = { 'Fn::GetAtt': ['Queue', 'QueueUrl'] };
  },
  'throughput of a table': (r) =>
    Object.assign(r.Table.Properties, { BillingMode: 'PROVISIONED', ProvisionedThroughput: {} }),
  'a stream': (r) => Object.assign(r.Table.Properties, { StreamSpecification: {} }),
  'an unknown property of a table': (r) => Object.assign(r.Table.Properties, { Surprise: 1 }),
  'an unknown property of a pool': (r) => Object.assign(r.Pool.Properties, { Surprise: 1 }),
  'people who sign in': (r) => Object.assign(r.Client.Properties, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
  'a trigger that decides nothing': (r) =>
    Object.assign(r.Pool.Properties, { LambdaConfig: { PostConfirmation: 'arn' } }),
  'a permission whose condition is not evaluated': (r) => {
    r.Extra = structuredClone(r.AuthPermission);
    Object.assign(r.Extra.Properties, { PrincipalOrgID: 'o-1' });
  },
  'a permission for another service': (r) => {
    r.Rule = structuredClone(r.HandlerPermission);
    Object.assign(r.Rule.Properties, { Principal: 'events.amazonaws.com' });
  },
  'a deployment': (r) => {
    r.Deployment = { Type: 'AWS::ApiGatewayV2::Deployment', Properties: { ApiId: { Ref: 'Api' } } };
    delete r.Stage.Properties.AutoDeploy;
    r.Stage.Properties.DeploymentId = { Ref: 'Deployment' };
  },
  'what is not run': (r) => {
    r.Rest = { Type: 'AWS::ApiGateway::RestApi' };
    r.Url = {
      Type: 'AWS::Lambda::Url',
      Properties: { AuthType: 'NONE', TargetFunctionArn: { 'Fn::GetAtt': ['Handler', 'Arn'] } },
    };
    r.Python = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13' } };
  },
};

const modelOf = (changes: readonly Change[]): Model => {
  const made = template();
  for (const change of changes) change(made.Resources);
  return loadModel({ assembly: writeAssembly({ Orders: made }) });
};

/** The authorizer lets `good` in; the handler answers with what it was told about the caller. */
function functionsOf(model: Model): FunctionHost {
  const authorizers = model.functions.filter(({ logicalId }) => logicalId === 'Auth').map(({ arn }) => arn);
  return {
    invoke: async (arn, payload) => {
      const event: Loose = JSON.parse(payload);
      const answer = authorizers.includes(arn)
        ? { isAuthorized: event.headers.authorization === 'good' }
        : { authorizer: event.requestContext.authorizer ?? null, routeKey: event.routeKey };
      const outcome = { kind: 'returned', json: JSON.stringify(answer) } as const;
      return { outcome, requestId: 'r', cold: false, durationMs: 1, logs: [] };
    },
    makeCold: async () => undefined,
    close: async () => undefined,
  };
}

function gatewayOf(model: Model) {
  const [api] = model.apis;
  if (api === undefined) throw new Error('the template has no API');
  const issuerKeys = Object.fromEntries(model.userPools.map(({ issuer }) => [issuer, { keys: [] }]));
  return createGateway({
    model,
    api,
    functions: functionsOf(model),
    clock: createClock(0),
    identities: [],
    issuerKeys,
  });
}

const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS'),
  target: fc.constantFrom('/orders/1', '/orders', '/health', '/signed', '/token', '/nope', '/orders/1?a=b', '/'),
  authorization: fc.constantFrom(undefined, 'good', 'bad', '', 'Bearer a.b.c', 'AWS4-HMAC-SHA256 x'),
});

const plain = modelOf([]);

describe('a deviation', () => {
  it.each(Object.entries(deviations))('changes no verdict: %s', async (_, change) => {
    await expectSameAnswers([change]);
  });

  it('changes no verdict, whatever it stands beside', async () => {
    await fc.assert(fc.asyncProperty(fc.subarray(Object.values(deviations), { minLength: 2 }), expectSameAnswers), {
      numRuns: 12,
    });
  }, 60_000);
});

async function expectSameAnswers(changes: readonly Change[]): Promise<void> {
  const model = modelOf(changes);
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 4 }), async (requests) => {
      const [without, having] = [gatewayOf(plain), gatewayOf(model)];
      for (const { method, target, authorization } of requests) {
        const headers = [['host', 'h'], ...(authorization === undefined ? [] : [['authorization', authorization]])];
        const sent = {
          method,
          target,
          headers: headers as [string, string][],
          body: new Uint8Array(),
          sourceIp: '127.0.0.1',
        };
        const [expected, given] = [await without.handle(sent), await having.handle(sent)];
        expect({ status: given.status, body: Buffer.from(given.body).toString() }).toEqual({
          status: expected.status,
          body: Buffer.from(expected.body).toString(),
        });
      }
    }),
    { numRuns: 30 },
  );
}
