import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orders } from '@scopegate/orders';
import { App, type AppProps } from 'aws-cdk-lib';
import { addOrdersStack } from '../../lib/add-orders-stack.ts';
import type { OrdersStack } from '../../lib/orders-stack.ts';
import { cdkContext } from './cdk-context.ts';

/** Stands in for what the build makes: these tests are about the stack, not about the code in it. */
export interface FakeBuild {
  readonly directory: string;
  /**
   * Adds the stack to an app with the context of `cdk.json`.
   *
   * CDK's built-in validator is off, since loading it takes seconds; `builtinCloudFormationValidation` turns it on.
   */
  stack(context?: Readonly<Record<string, unknown>>, props?: AppProps): OrdersStack;
  remove(): void;
}

export function createFakeBuild(): FakeBuild {
  const directory = mkdtempSync(join(tmpdir(), 'orders-infra-test-'));
  const bundlesDirectory = join(directory, 'handlers');
  const authorizerFile = join(directory, 'authorizer.cjs');
  writeFileSync(authorizerFile, 'exports.handler = async () => ({ isAuthorized: false });\n');
  for (const { name, route } of Object.values(orders.routes)) {
    mkdirSync(join(bundlesDirectory, name), { recursive: true });
    writeFileSync(join(bundlesDirectory, name, 'index.cjs'), `exports.handler = async () => '${name}';\n`);
    const manifest = { version: 1, routeKey: route, handler: 'index.handler' };
    writeFileSync(join(bundlesDirectory, name, 'scopegate.json'), JSON.stringify(manifest));
  }
  const stack: FakeBuild['stack'] = (context = {}, props = {}) => {
    const app = new App({
      outdir: mkdtempSync(join(directory, 'cdk-')),
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      ...props,
      context: { ...cdkContext, ...context },
    });
    return addOrdersStack(app, { bundlesDirectory, authorizerFile });
  };
  return { directory, stack, remove: () => rmSync(directory, { recursive: true }) };
}
