import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from 'aws-cdk-lib';
import { prebuiltAuthorizer } from '../../src/internal/authorizer-asset.ts';
import { type ShopProps, shopStack } from '../support/shop-stack.ts';
import { createWorkspace, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace();
});
afterAll(() => workspace.remove());

/** The directory of the authorizer's asset. */
function assetOf(props: ShopProps): string {
  const { stack, template } = shopStack(workspace, props);
  const [authorizer] = Object.values(template().findResources('AWS::Lambda::Function')).filter(
    (resource) => resource['Properties'].Environment?.Variables?.SCOPEGATE_ISSUERS !== undefined,
  );
  const key = String(authorizer?.['Properties'].Code.S3Key);
  return join((stack.node.root as App).outdir, `asset.${key.replace(/\.zip$/, '')}`);
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

  it('is one file and the access table when the file is your own', () => {
    expect(readdirSync(assetOf({})).sort()).toEqual(['access-table.json', 'index.cjs']);
  });

  it('is another for each kind of response', () => {
    expect(prebuilt('simple')).toMatch(/index\.cjs$/);
    expect(prebuilt('policy')).toMatch(/policy\.cjs$/);
  });
});
