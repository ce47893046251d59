import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Fn, Stack } from 'aws-cdk-lib';
import { CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { AccountPrincipal, AnyPrincipal, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Invoker } from '../../../src/index.ts';
import { shop } from '../../support/contract.ts';
import { createStack, plainFunction, type ShopStack, shopStack } from '../../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

const reason = 'The nightly batch calls it.';

const gateway = new ServicePrincipal('apigateway.amazonaws.com');

const rows: { name: string; spoil: (made: ShopStack) => unknown; code: string }[] = [
  {
    name: 'API Gateway without a source, on a handler',
    spoil: ({ api }) => api.functions.list.grantInvoke(gateway),
    code: 'invoker-source',
  },
  {
    name: 'API Gateway without a source, on the authorizer',
    spoil: ({ api }) => api.authorizerFunction.grantInvoke(gateway),
    code: 'invoker-source',
  },
  {
    name: 'a service',
    spoil: ({ api }) =>
      api.functions.list.addPermission('S3', {
        principal: new ServicePrincipal('s3.amazonaws.com'),
        sourceArn: 'arn:aws:s3:::uploads',
      }),
    code: 'invoker-foreign',
  },
  {
    name: 'an account',
    spoil: ({ api }) => api.functions.list.grantInvoke(new AccountPrincipal('123456789012')),
    code: 'invoker-foreign',
  },
  {
    name: 'everyone',
    spoil: ({ api }) => api.functions.list.addPermission('All', { principal: new AnyPrincipal() }),
    code: 'invoker-foreign',
  },
  {
    name: 'an account, by a version',
    spoil: ({ api }) =>
      (api.functions.list as LambdaFunction).currentVersion.grantInvoke(new AccountPrincipal('123456789012')),
    code: 'invoker-foreign',
  },
  {
    name: 'an account, by an alias',
    spoil: ({ api }) =>
      (api.functions.list as LambdaFunction).addAlias('live').grantInvoke(new AccountPrincipal('123456789012')),
    code: 'invoker-foreign',
  },
  {
    name: 'a rule of EventBridge',
    spoil: ({ api, stack }) =>
      new Rule(stack, 'Nightly', {
        schedule: Schedule.expression('rate(1 day)'),
        targets: [new LambdaTarget(api.functions.list)],
      }),
    code: 'invoker-foreign',
  },
  {
    name: 'a queue',
    spoil: ({ api, stack }) =>
      api.functions.list.addEventSourceMapping('Work', { eventSourceArn: new Queue(stack, 'Work').queueArn }),
    code: 'invoker-foreign',
  },
  {
    name: 'a public function URL',
    spoil: ({ api }) => api.functions.list.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }),
    code: 'function-url',
  },
  {
    name: 'a function URL',
    spoil: ({ api }) => api.functions.list.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }),
    code: 'function-url',
  },
];

describe('the synth fails where a function may be invoked by', () => {
  it.each(rows)('$name ($code)', ({ spoil, code }) => {
    const made = shopStack(workspace);
    spoil(made);
    expect(() => made.template()).toThrow(`[${code}]`);
  });

  it('an account, by a permission in the stack of the function', () => {
    const stack = createStack(workspace);
    const elsewhere = new Stack(stack.node.root, 'Functions');
    const target = plainFunction(elsewhere);
    target.grantInvoke(new AccountPrincipal('123456789012'));
    const made = shopStack(workspace, { handlers: { ...workspace.bundles(shop), list: { function: target } } }, stack);
    expect(() => made.template()).toThrow('[invoker-foreign]');
  });
});

describe('the synth passes', () => {
  it('with every caller named', () => {
    const stack = createStack(workspace);
    const rule = new Rule(stack, 'Nightly', { schedule: Schedule.expression('rate(1 day)') });
    const queue = new Queue(stack, 'Work');
    const alsoInvokedBy: Invoker[] = [
      { principal: 'events.amazonaws.com', sourceArn: rule.ruleArn, reason },
      { eventSourceArn: queue.queueArn, reason },
      { principal: '123456789012', reason },
      { functionUrl: 'AWS_IAM', reason },
    ];
    const made = shopStack(workspace, { alsoInvokedBy }, stack);
    const { list } = made.api.functions;
    rule.addTarget(new LambdaTarget(list));
    list.addEventSourceMapping('Work', { eventSourceArn: queue.queueArn });
    list.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
    list.grantInvoke(new AccountPrincipal('123456789012'));
    expect(() => made.template()).not.toThrow();
  });

  it('with functions of its own that others call, beside the handlers', () => {
    const made = shopStack(workspace);
    const own = plainFunction(made.stack);
    own.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    own.grantInvoke(new AccountPrincipal('123456789012'));
    expect(() => made.template()).not.toThrow();
  });

  it('with a handler of another stack', () => {
    const stack = createStack(workspace);
    const target = plainFunction(new Stack(stack.node.root, 'Functions'));
    const handlers = { ...workspace.bundles(shop), list: { function: target } };
    expect(() => shopStack(workspace, { handlers }, stack).template()).not.toThrow();
  });

  it('with routes of another API that otherApis names', () => {
    const made = shopStack(workspace, { otherApis: [{ apiId: Fn.importValue('Shared'), reason }] });
    new CfnRoute(made.stack, 'Own', { apiId: Fn.importValue('Shared'), routeKey: 'GET /debug' });
    expect(() => made.template()).not.toThrow();
  });
});
