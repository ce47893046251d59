import { quote } from '../../../runtime/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { modelled } from '../../properties/property-table.ts';

export type ParameterMapping = Readonly<Record<string, string>>;

/**
 * `RequestParameters`: destinations and their sources, as written. What they may name is checked where they are
 * compiled, at the start of the gateway.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function readRequestParameters(properties: PropertyReader): ParameterMapping {
  const mapping = properties.object('RequestParameters');
  return Object.fromEntries((mapping?.names ?? []).map((name) => [name, mapping?.string(name) ?? '']));
}

const entryMembers = modelled('Destination', 'Source');

/** `ResponseParameters`, by status code. */
export function readResponseParameters(properties: PropertyReader): Readonly<Record<string, ParameterMapping>> {
  const byStatus = properties.object('ResponseParameters');
  const entries = (byStatus?.names ?? []).map((status) => {
    if (!/^[1-5]\d\d$/.test(status) && byStatus !== undefined) {
      byStatus.fault(status, {
        rule: 'response-parameters-status',
        what: `${quote(status)} is not a status code`,
        allowed: '100 to 599',
        remedy: 'Name a status code.',
      });
    }
    const list =
      byStatus?.object(status, modelled('ResponseParameters'))?.objects('ResponseParameters', entryMembers) ?? [];
    return [status, Object.fromEntries(list.map((entry) => [entry.string('Destination'), entry.string('Source')]))];
  });
  return Object.fromEntries(entries);
}
