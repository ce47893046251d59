import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Invoker } from '../../src/index.ts';
import { expectRefusal, type RefusedProps } from '../support/refusal.ts';
import { createStack, shopStack } from '../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

const reason = 'The nightly batch calls it.';
const sourceArn = 'arn:aws:events:eu-central-1:123456789012:rule/nightly';
const parameter = (stack: Stack) => new CfnParameter(stack, 'Parameter').valueAsString;

const refused = (name: string, invoker: (stack: Stack) => unknown, at: string): RefusedProps => ({
  name,
  props: (stack) => ({ alsoInvokedBy: [invoker(stack) as Invoker] }),
  faults: [{ code: 'also-invoked-by', at: `alsoInvokedBy[0].${at}` }],
});

const rows: RefusedProps[] = [
  refused('everyone', () => ({ principal: '*', reason }), 'principal'),
  refused('everyone in accounts', () => ({ principal: 'arn:aws:iam::*:root', reason }), 'principal'),
  refused('an empty principal', () => ({ principal: '', reason }), 'principal'),
  refused('no principal', () => ({ principal: undefined, reason }), 'principal'),
  refused('a principal that a parameter holds', (stack) => ({ principal: parameter(stack), reason }), 'principal'),
  refused('a principal that is imported', () => ({ principal: Fn.importValue('Principal'), reason }), 'principal'),
  refused('a service without a source', () => ({ principal: 'events.amazonaws.com', reason }), 'sourceArn'),
  refused('any source', () => ({ principal: 's3.amazonaws.com', sourceArn: '*', reason }), 'sourceArn'),
  refused(
    'sources of any account',
    () => ({ principal: 'sns.amazonaws.com', sourceArn: 'arn:aws:sns:eu-central-1:*:topic', reason }),
    'sourceArn',
  ),
  refused('a name for a source', () => ({ principal: 's3.amazonaws.com', sourceArn: 'uploads', reason }), 'sourceArn'),
  refused('any event source', () => ({ eventSourceArn: '*', reason }), 'eventSourceArn'),
  refused('a public function URL', () => ({ functionUrl: 'NONE', reason }), 'functionUrl'),
  {
    name: 'exemptions without a reason',
    props: () => ({
      alsoInvokedBy: [{ principal: 'events.amazonaws.com', sourceArn, reason: ' ' }],
      otherApis: [{ apiId: 'abc123' } as never],
    }),
    faults: [
      { code: 'exemption-reason', at: 'otherApis[0].reason', given: 'nothing' },
      { code: 'exemption-reason', at: 'alsoInvokedBy[0].reason', given: '" "' },
    ],
  },
];

describe('exemptions', () => {
  it.each(rows)('are refused: $name', (row) => {
    expectRefusal(workspace, row);
  });

  it('may name services with a source, accounts, roles, event sources and function URLs', () => {
    const stack = createStack(workspace);
    const role = new Role(stack, 'Operator', { assumedBy: new AccountRootPrincipal() });
    const alsoInvokedBy: Invoker[] = [
      { principal: 'events.amazonaws.com', sourceArn, reason },
      { principal: 's3.amazonaws.com', sourceArn: 'arn:aws:s3:::uploads-*', reason },
      { principal: 'sns.amazonaws.com', sourceArn: new Topic(stack, 'Topic').topicArn, reason },
      { principal: '123456789012', reason },
      { principal: stack.account, reason },
      { principal: role.roleArn, reason },
      { eventSourceArn: Fn.importValue('QueueArn'), reason },
      { functionUrl: 'AWS_IAM', reason },
    ];
    expect(() => shopStack(workspace, { alsoInvokedBy }, stack).template()).not.toThrow();
  });
});
