import type { PropertyReader } from '../../properties/property-reader.ts';

/** Payload format 2.0 is the only one that is run; a template must say so, because outside the console there is no default. */
export function checkPayloadFormat(properties: PropertyReader, name: string, whenMissing: string): void {
  const version = properties.optionalString(name);
  if (version === '2.0') return;
  const remedy = `Set ${name} to "2.0".`;
  if (version === undefined) properties.fault(name, whenMissing, remedy);
  else if (version === '1.0') properties.fault(name, 'Payload format 1.0 is not run by the local platform', remedy);
  else properties.fault(name, `Unsupported PayloadFormatVersion: ${version}`, remedy);
}
