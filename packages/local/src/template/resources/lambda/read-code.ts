import { requiredProperty } from '../../properties/property-findings.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import type { FunctionCode } from './function-code.ts';

/**
 * Code given as text: a local path, as `aws cloudformation package` and SAM take it. `undefined` when it is given otherwise;
 * without `code` after a fault.
 */
export function readLocalCode(
  properties: PropertyReader,
  name: string,
): { readonly code: FunctionCode | undefined } | undefined {
  const path = properties.raw(name);
  if (typeof path !== 'string') return undefined;
  return /^(s3|https?):\/\//.test(path) ? { code: { kind: 'remote', url: path } } : { code: { kind: 'local', path } };
}

/**
 * Code as an object in S3, which an asset manifest leads to a file of this machine. The CDK's version 1 gives bucket and key
 * as parameters; then the path in the metadata of the resource is taken.
 */
export function readObjectCode(code: PropertyReader, assetPath: string | undefined): FunctionCode {
  const isUnknown = code.problemOf('S3Key') !== undefined;
  if (assetPath !== undefined && isUnknown) return { kind: 'local', path: assetPath };
  if (!code.has('S3Bucket')) code.fault('S3Bucket', requiredProperty('S3Bucket'));
  return { kind: 'object', properties: code, objectKey: code.string('S3Key') };
}
