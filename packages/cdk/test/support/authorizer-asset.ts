import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessTable } from '@scopegate/contract/decision';
import type { Template } from 'aws-cdk-lib/assertions';

/** The directory of the authorizer's asset in an assembly. */
export function authorizerAsset(template: Template, outdir: string): string {
  const [authorizer] = Object.values(template.findResources('AWS::Lambda::Function')).filter(
    (resource) => resource['Properties'].Environment?.Variables?.SCOPEGATE_ISSUERS !== undefined,
  );
  const key = String(authorizer?.['Properties'].Code.S3Key);
  return join(outdir, `asset.${key.replace(/\.zip$/, '')}`);
}

export const readAccessTable = (asset: string): AccessTable =>
  JSON.parse(readFileSync(join(asset, 'access-table.json'), 'utf8'));
