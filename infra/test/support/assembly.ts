import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { madeOnce } from '../../../scripts/testing/made-once.ts';
import { cdkContext } from './cdk-context.ts';

// Assemblies of the orders stack, each synthesized once in a test run. Only the test file that is first loads aws-cdk-lib.

/** What the app reads from the context of the CDK CLI. */
export type OrdersContext = { readonly stage?: 'dev' | 'prod'; readonly response?: 'simple' | 'policy' };

/** The template of the stack, with stand-ins for what the build makes. */
export async function fakeTemplate(context: OrdersContext = {}): Promise<Template> {
  const stack = `orders-${context.stage ?? 'dev'}`;
  return Template.fromJSON(readJson(join(await fakeAssembly(context), `${stack}.template.json`)));
}

/** Directory of the assembly with stand-ins for what the build makes. */
export const fakeAssembly = (context: OrdersContext = {}): Promise<string> =>
  madeOnce(nameOf('fake', context), async (outdir) => {
    const { createFakeBuild } = await import('./fake-build.ts');
    const build = createFakeBuild();
    try {
      (build.stack(context, { outdir }).node.root as App).synth();
    } finally {
      build.remove();
    }
  });

/** Directory of the assembly that would be deployed, of the bundles that `pnpm build` made. */
export const builtAssembly = (context: OrdersContext = {}): Promise<string> =>
  madeOnce(nameOf('built', context), async (outdir) => {
    const [{ App }, { addOrdersStack }] = await Promise.all([
      import('aws-cdk-lib'),
      import('../../lib/add-orders-stack.ts'),
    ]);
    const app = new App({
      outdir,
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      context: { ...cdkContext, ...context },
    });
    addOrdersStack(app);
    app.synth();
  });

const nameOf = (code: string, context: OrdersContext): string =>
  ['orders', code, ...Object.entries(context).flat()].join('-');

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
