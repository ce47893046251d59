import { quote } from '../../../runtime/index.ts';
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
  if (!/^(s3|https?):\/\//.test(path)) return { code: { kind: 'local', path } };
  properties.fault(name, {
    rule: 'remote-code',
    what: `${name} at ${quote(path)} is not on this machine`,
    remedy: 'Give a local path: the template as it is before it is packaged.',
  });
  return { code: undefined };
}

/** Code as an object in S3, which an asset manifest leads to a file of this machine. */
export function readObjectCode(code: PropertyReader): FunctionCode {
  if (!code.has('S3Bucket')) code.fault('S3Bucket', requiredProperty('S3Bucket'));
  return { kind: 'object', properties: code, objectKey: code.string('S3Key') };
}
