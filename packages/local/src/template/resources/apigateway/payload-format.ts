import type { PayloadFormatVersion } from '../../../model/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';

const versions = ['1.0', '2.0'] as const;

/** Reads a payload format version; a template must give it, because outside the console there is no default. */
export function readPayloadFormat(
  properties: PropertyReader,
  name: string,
  whenMissing: string,
): PayloadFormatVersion | undefined {
  const given = properties.optionalString(name);
  const version = versions.find((candidate) => candidate === given);
  if (version !== undefined) return version;
  const reason = given === undefined ? whenMissing : `Unsupported PayloadFormatVersion: ${given}`;
  properties.fault(name, reason, `Set ${name} to "2.0" or "1.0".`);
  return undefined;
}
