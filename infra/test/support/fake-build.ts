import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orders } from '@scopegate/orders';
import { App, type AppProps } from 'aws-cdk-lib';
import { addOrdersStack } from '../../lib/add-orders-stack.ts';
import type { OrdersStack } from '../../lib/orders-stack.ts';

/** Stands in for what the build makes: these tests are about the stack, not about the code in it. */
export interface FakeBuild {
  readonly directory: string;
  /** Adds the stack to an app with the flags of `cdk.json`. */
  stack(context?: Record<string, unknown>, props?: AppProps): OrdersStack;
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
  const stack = (context: Record<string, unknown> = {}, props: AppProps = {}) => {
    const outdir = mkdtempSync(join(directory, 'cdk-'));
    const app = new App({ outdir, analyticsReporting: false, ...props, context: { ...unvalidated, ...context } });
    return addOrdersStack(app, { bundlesDirectory, authorizerFile });
  };
  return { directory, stack, remove: () => rmSync(directory, { recursive: true }) };
}

/** The context of `cdk.json`. */
export const flags: Record<string, unknown> = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
).context;

// The built-in validator costs seconds; the test that is about it turns it on.
const unvalidated = { ...flags, '@aws-cdk/core:validateAgainstDefaultRules': false };
