import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessTable } from '@scopegate/contract/decision';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Issuers, ScopedHttpApi, type ScopedHttpApiProps } from '../../src/index.ts';
import { authorizerAsset, readAccessTable } from './authorizer-asset.ts';
import { type Shop, shop } from './contract.ts';
import type { Workspace } from './workspace.ts';

export type ShopProps = Partial<ScopedHttpApiProps<Shop>>;

export interface ShopStack {
  readonly stack: Stack;
  readonly api: ScopedHttpApi<Shop>;
  template(): Template;
}

/** CDK's built-in validator is off: loading it takes seconds, and these tests are not about it. */
export function createStack(workspace: Workspace, outdir = mkdtempSync(join(workspace.directory, 'cdk-'))): Stack {
  return new Stack(new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false }), 'Shop');
}

/** A shop whose routes are all guarded bundles and whose tokens come from one user pool. */
export function shopStack(workspace: Workspace, props: ShopProps = {}, stack = createStack(workspace)): ShopStack {
  const api = new ScopedHttpApi(stack, 'Api', {
    api: shop,
    handlers: workspace.bundles(shop),
    issuers: props.issuers ?? [cognitoIssuer(stack)],
    authorizerFile: workspace.authorizerFile,
    ...props,
  });
  return { stack, api, template: () => Template.fromStack(stack) };
}

export function cognitoIssuer(stack: Stack) {
  const userPool = new UserPool(stack, 'Pool');
  const client = userPool.addClient('App', { generateSecret: true });
  return Issuers.cognito({ userPool, resourceServer: 'shop', clients: [{ client, tenant: 'acme' }] });
}

export const plainFunction = (stack: Stack, id = 'Plain') =>
  new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => 1;'),
  });

/** The access table that lies in the authorizer's asset. */
export const accessTableOf = ({ stack, template }: ShopStack): AccessTable =>
  readAccessTable(authorizerAsset(template(), (stack.node.root as App).outdir));
