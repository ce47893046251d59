import { parseIdentitySource, resolveIdentitySources } from '../authorize/identity-source.ts';
import type { Exchange } from '../exchange.ts';

const secretHeaders = ['authorization', 'x-amz-security-token', 'cookie'];

/**
 * What of a request must not be written down: its credentials headers (the authorization also without its scheme), and
 * the values of the route's identity sources as far as the client sent them.
 */
export function exchangeSecrets({ headers, routed }: Exchange): string[] {
  const values = secretHeaders.map((name) => headers.get(name) ?? '');
  const authorizer = routed?.route.authorization.type === 'CUSTOM' ? routed.route.authorization.authorizer : undefined;
  const sent = (authorizer?.identitySource ?? [])
    .map(parseIdentitySource)
    .filter(({ kind }) => kind === 'header' || kind === 'querystring')
    .flatMap((source) => {
      const resolved = routed && resolveIdentitySources([source], routed);
      return resolved && 'values' in resolved ? resolved.values : [];
    });
  return [...values, ...sent].flatMap(withoutScheme).filter((value) => value !== '');
}

const withoutScheme = (value: string): string[] => [value, value.slice(value.indexOf(' ') + 1)];
