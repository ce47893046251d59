import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AccessTable } from '@scopegate/contract/decision';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';

/** The prebuilt files of `@scopegate/authorizer`, by what they answer with. */
export const prebuiltModules = {
  simple: '@scopegate/authorizer/lambda',
  policy: '@scopegate/authorizer/lambda-policy',
};

/** Files that the prebuilt files load on demand: the words for why they cannot start, and traces when asked for. */
const besidePrebuilt = ['misconfiguration.cjs', 'traced.cjs'];

/** Path of a prebuilt file; `undefined` while it is not built. */
export function prebuiltAuthorizer(response: 'simple' | 'policy'): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(prebuiltModules[response]);
  } catch {
    return undefined;
  }
}

const isPrebuilt = (file: string): boolean =>
  [prebuiltAuthorizer('simple'), prebuiltAuthorizer('policy')].includes(file);

/**
 * Gives `use` the authorizer's code: its file and, beside it, what this contract lets in. The bytes follow from
 * these alone, so that the asset's hash is the same on every machine. `use` must bind the code (a function does).
 */
export function withAuthorizerCode<T>(
  scope: Construct,
  source: { readonly file: string; readonly table: AccessTable },
  use: (code: Code) => T,
): T {
  const directory = mkdtempSync(join(tmpdir(), 'scopegate-authorizer-'));
  try {
    writeFileSync(join(directory, 'index.cjs'), readFileSync(source.file));
    for (const name of isPrebuilt(source.file) ? besidePrebuilt : [])
      writeFileSync(join(directory, name), readFileSync(join(dirname(source.file), name)));
    writeFileSync(join(directory, 'access-table.json'), `${JSON.stringify(source.table)}\n`);
    return use(Code.fromAsset(directory));
  } finally {
    // Without staging the assembly names this very directory.
    if (scope.node.tryGetContext(DISABLE_ASSET_STAGING_CONTEXT) === undefined) rmSync(directory, { recursive: true });
  }
}
