import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CfnElement, Duration, Fn, type Stack } from 'aws-cdk-lib';
import { type CfnApi, CfnAuthorizer, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IConstruct } from 'constructs';
import { plainFunction, type ShopStack, shopStack } from '../../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

const routeNamed = ({ api }: ShopStack, key: string): CfnRoute => {
  const found = api.node.findAll().find((node) => node instanceof CfnRoute && node.routeKey === key);
  if (found instanceof CfnRoute) return found;
  throw new Error(`no route ${key}`);
};

const rows: { name: string; spoil: (made: ShopStack) => void; code: string }[] = [
  {
    name: 'an override that opens a route',
    spoil: (made) => routeNamed(made, 'GET /items').addPropertyOverride('AuthorizationType', 'NONE'),
    code: 'route-unprotected',
  },
  {
    name: 'an override that deletes the authorization',
    spoil: (made) => routeNamed(made, 'GET /items').addPropertyDeletionOverride('AuthorizationType'),
    code: 'route-unprotected',
  },
  {
    name: 'scopes on a route',
    spoil: (made) => {
      routeNamed(made, 'GET /items').authorizationScopes = ['shop:read'];
    },
    code: 'authorization-scopes',
  },
  {
    name: 'another identity source',
    spoil: ({ api }) => {
      const authorizer = api.node.findAll().find((node) => node instanceof CfnAuthorizer);
      (authorizer as CfnAuthorizer).addPropertyOverride('IdentitySource', ['$request.header.Authorization']);
    },
    code: 'cache-without-route-key',
  },
  {
    name: 'a route added without authorizer',
    spoil: ({ api, stack }) =>
      api.httpApi.addRoutes({
        path: '/debug',
        integration: new HttpLambdaIntegration('Debug', plainFunction(stack)),
      }),
    code: 'route-unprotected',
  },
  {
    name: "aws-cdk-lib's authorizer with simple responses and its default cache",
    spoil: ({ api, stack }) => {
      const target = plainFunction(stack);
      api.httpApi.addRoutes({
        path: '/extra',
        integration: new HttpLambdaIntegration('Extra', target),
        authorizer: new HttpLambdaAuthorizer('Own', target, { responseTypes: [HttpLambdaResponseType.SIMPLE] }),
      });
    },
    code: 'cache-without-route-key',
  },
  {
    name: "aws-cdk-lib's authorizer with simple responses and a TTL that an override deletes",
    spoil: ({ api, stack }) => {
      const target = plainFunction(stack);
      api.httpApi.addRoutes({
        path: '/extra',
        integration: new HttpLambdaIntegration('Extra', target),
        authorizer: new HttpLambdaAuthorizer('Own', target, {
          responseTypes: [HttpLambdaResponseType.SIMPLE],
          resultsCacheTtl: Duration.seconds(0),
        }),
      });
      for (const node of api.httpApi.node.findAll().filter((one) => one instanceof CfnAuthorizer))
        node.addPropertyDeletionOverride('AuthorizerResultTtlInSeconds');
    },
    code: 'cache-without-route-key',
  },
  {
    name: 'a route of one’s own that names the API by Fn::Sub',
    spoil: ({ api, stack }) =>
      new CfnRoute(stack, 'Own', {
        apiId: Fn.sub(`\${${logicalIdOf(stack, api.httpApi)}}`),
        routeKey: 'GET /debug',
        authorizationType: 'NONE',
      }),
    code: 'route-unprotected',
  },
  {
    name: 'a route of an imported API that is not known to be another one',
    spoil: ({ stack }) =>
      new CfnRoute(stack, 'Own', {
        apiId: Fn.importValue('Shared'),
        routeKey: 'GET /debug',
        authorizationType: 'NONE',
      }),
    code: 'route-unprotected',
  },
  {
    name: 'a route whose authorizer is given by its ID',
    spoil: (made) => routeNamed(made, 'GET /items').addPropertyOverride('AuthorizerId', 'abc123'),
    code: 'authorizer-unknown',
  },
  {
    name: 'a quick-create target on the API',
    spoil: ({ api }) => (api.httpApi.node.defaultChild as CfnApi).addPropertyOverride('Target', 'https://example.com'),
    code: 'routes-unseen',
  },
];

const logicalIdOf = (stack: Stack, construct: IConstruct): string =>
  stack.getLogicalId(construct.node.defaultChild as CfnElement);

describe('the synth fails for', () => {
  it.each(rows)('$name ($code)', ({ spoil, code }) => {
    const made = shopStack(workspace);
    spoil(made);
    expect(() => made.template()).toThrow(`[${code}]`);
  });
});

it('a safe route of one’s own passes', () => {
  const made = shopStack(workspace);
  const target = plainFunction(made.stack);
  made.api.httpApi.addRoutes({
    path: '/extra',
    integration: new HttpLambdaIntegration('Extra', target),
    authorizer: new HttpLambdaAuthorizer('Own', target, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      resultsCacheTtl: Duration.seconds(0),
    }),
  });
  expect(() => made.template()).not.toThrow();
});
