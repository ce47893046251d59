import { type Finding, type PayloadFormatVersion, payloadFormatFindings } from '../../../model/index.ts';
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
  const findings = given === undefined ? [missingVersion(name, whenMissing)] : payloadFormatFindings(given);
  for (const finding of findings) properties.fault(name, finding);
  return undefined;
}

const missingVersion = (name: string, what: string): Finding => ({
  rule: 'payload-format-missing',
  what,
  allowed: '"2.0", "1.0"',
  remedy: `Set ${name} to "2.0" or "1.0".`,
});
