import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessTable } from '@scopegate/contract/decision';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { DISABLE_ASSET_STAGING_CONTEXT } from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';

/** Path of the prebuilt file of `@scopegate/authorizer`; `undefined` while it is not built. */
export function prebuiltAuthorizer(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@scopegate/authorizer/lambda');
  } catch {
    return undefined;
  }
}

/**
 * Gives `use` the authorizer's code: the prebuilt file and, beside it, what this contract lets in. The bytes follow from
 * the two alone, so that the asset's hash is the same on every machine. `use` must bind the code (a function does).
 */
export function withAuthorizerCode<T>(
  scope: Construct,
  source: { readonly file: string; readonly table: AccessTable },
  use: (code: Code) => T,
): T {
  const directory = mkdtempSync(join(tmpdir(), 'scopegate-authorizer-'));
  try {
    writeFileSync(join(directory, 'index.cjs'), readFileSync(source.file));
    writeFileSync(join(directory, 'access-table.json'), `${JSON.stringify(source.table)}\n`);
    return use(Code.fromAsset(directory));
  } finally {
    // Without staging the assembly names this very directory.
    if (scope.node.tryGetContext(DISABLE_ASSET_STAGING_CONTEXT) === undefined) rmSync(directory, { recursive: true });
  }
}
