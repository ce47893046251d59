import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from 'aws-cdk-lib';
import { prebuiltAuthorizer } from '../../src/internal/authorizer-asset.ts';
import { authorizerAsset } from '../support/authorizer-asset.ts';
import { shopAssembly } from '../support/shop-assembly.ts';
import { type ShopProps, shopStack } from '../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

/** The directory of the authorizer's asset of a shop whose authorizer is this file. */
function assetOf(props: ShopProps): string {
  const { stack, template } = shopStack(workspace, props);
  return authorizerAsset(template(), (stack.node.root as App).outdir);
}

// `pnpm test` builds before it tests.
const prebuilt = (response: 'simple' | 'policy') => prebuiltAuthorizer(response) ?? '';
const prebuiltFiles = ['access-table.json', 'index.cjs', 'misconfiguration.cjs', 'traced.cjs'];

describe("the authorizer's asset", () => {
  it.each(['simple', 'policy'] as const)('is the prebuilt file for %s responses, and what it loads', (response) => {
    const asset = assetOf({ response, authorizerFile: prebuilt(response) });
    expect(readdirSync(asset).sort()).toEqual(prebuiltFiles);
    expect(readFileSync(join(asset, 'index.cjs'), 'utf8')).toBe(readFileSync(prebuilt(response), 'utf8'));
  });

  it('is one file and the access table when the file is your own', async () => {
    expect(readdirSync((await shopAssembly()).authorizerAsset).sort()).toEqual(['access-table.json', 'index.cjs']);
  });

  it('is another for each kind of response', () => {
    expect(prebuilt('simple')).toMatch(/index\.cjs$/);
    expect(prebuilt('policy')).toMatch(/policy\.cjs$/);
  });
});
