import type { Settings } from '../settings.ts';
import type { GatewayResponse } from './gateway-response.ts';

/** What REST APIs and function URLs call an integration's `www-authenticate`. */
const remappedName = 'x-amzn-remapped-www-authenticate';

/**
 * An integration's answer, its `www-authenticate` renamed where a setting says so. For HTTP APIs it is contested: captures of
 * 2022 and 2024 show it unchanged, a report of 2026 has it renamed.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function remapChallenge(
  response: GatewayResponse,
  { integrationChallenge }: Pick<Settings, 'integrationChallenge'>,
): GatewayResponse {
  if (integrationChallenge === 'unchanged') return response;
  const headers = response.headers.map(([name, value]): [string, string] => [
    name === 'www-authenticate' ? remappedName : name,
    value,
  ]);
  return { ...response, headers };
}
