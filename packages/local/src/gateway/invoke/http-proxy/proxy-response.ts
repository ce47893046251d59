import { http } from '../../../runtime/index.ts';
import { joinRepeats } from '../../request/query.ts';
import { isHopByHop } from '../../request/request-headers.ts';
import type { GatewayResponse } from '../../respond/gateway-response.ts';
import { overwrittenHeaders } from '../../respond/integration-response.ts';
import { mapPairs, mappedValue } from './apply-mapping.ts';
import type { ProxyTarget } from './compile-proxy.ts';
import type { MappingInput } from './mapping-value.ts';
import type { ProxyAnswer } from './send-request.ts';

/**
 * What the client gets of a target's answer: all of it but the connection's headers, changed by the mappings of its
 * status code.
 *
 * @throws TypeError when a mapping makes a status code that is none
 */
export function toClientResponse(
  { response }: Pick<ProxyTarget, 'response'>,
  { status, headers, body }: ProxyAnswer,
  request: Pick<MappingInput, 'routed' | 'variables'>,
): GatewayResponse {
  const input: MappingInput = { ...request, headers: joinRepeats(headers), body };
  const mappings = response.get(status) ?? [];
  const sent = headers.filter(([name]) => !isHopByHop(name) && !overwrittenHeaders.has(name));
  const mapped = mappedValue(mappings, 'statuscode', input);
  return {
    status: mapped === undefined ? status : readStatus(mapped),
    headers: mapPairs(sent, { mappings, on: 'header', input }).filter(([name, value]) => isSendable(name, value)),
    body,
  };
}

function readStatus(text: string): number {
  if (/^[2-5]\d\d$/.test(text)) return Number(text);
  throw new TypeError('overwrite:statuscode must give an integer from 200 to 599');
}

function isSendable(name: string, value: string): boolean {
  try {
    http.validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
