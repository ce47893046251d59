import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessTable } from '@scopegate/contract/decision';
import { Template } from 'aws-cdk-lib/assertions';
import { madeOnce } from '../../../../scripts/testing/made-once.ts';
import { authorizerAsset, readAccessTable } from './authorizer-asset.ts';

/** What a synth of the shop leaves on disk. */
export interface ShopAssembly {
  readonly template: Template;
  readonly accessTable: AccessTable;
  /** The directory of the authorizer's asset. */
  readonly authorizerAsset: string;
}

/** The shop with all its defaults but the response, synthesized once in a test run. */
export async function shopAssembly(response: 'simple' | 'policy' = 'simple'): Promise<ShopAssembly> {
  const directory = await madeOnce(`shop-${response}`, (outdir) => synthesize(response, outdir));
  const template = Template.fromJSON(JSON.parse(readFileSync(join(directory, 'Shop.template.json'), 'utf8')));
  const asset = authorizerAsset(template, directory);
  return { template, accessTable: readAccessTable(asset), authorizerAsset: asset };
}

async function synthesize(response: 'simple' | 'policy', outdir: string): Promise<void> {
  const [{ createStack, shopStack }, { createWorkspace }] = await Promise.all([
    import('./shop-stack.ts'),
    import('./workspace.ts'),
  ]);
  const workspace = createWorkspace();
  try {
    shopStack(workspace, { response }, createStack(workspace, outdir)).template();
  } finally {
    workspace.remove();
  }
}
