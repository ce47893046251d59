import { parseIdentitySource, resolveIdentitySources } from '../authorize/identity-source.ts';
import type { Exchange } from '../exchange.ts';
import { queryPairs } from '../request/query.ts';

const secretHeaders = ['authorization', 'x-amz-security-token', 'cookie'];

/**
 * What of a request must not be written down: its credentials headers (the authorization also without its scheme), and
 * the values of the route's identity sources as far as the client sent them.
 */
export function exchangeSecrets({ headers, routed }: Exchange): string[] {
  const values = secretHeaders.map((name) => headers.get(name) ?? '');
  const sent = sourcesOf(routed)
    .map(parseIdentitySource)
    .filter(({ kind }) => kind === 'header' || kind === 'querystring')
    .flatMap((source) => {
      const resolved = routed && resolveIdentitySources([source], routed);
      return resolved && 'values' in resolved ? resolved.values : [];
    });
  return [...values, ...sent, ...signedQuery(routed)].flatMap(withoutScheme).filter((value) => value !== '');
}

function sourcesOf(routed: Exchange['routed']): readonly string[] {
  const authorization = routed?.route.authorization;
  if (authorization?.type === 'JWT') return [authorization.authorizer.identitySource];
  return authorization?.type === 'CUSTOM' ? authorization.authorizer.identitySource : [];
}

/** Credentials of a signed query: who holds them can send the request again. */
const signedQuery = (routed: Exchange['routed']): string[] =>
  queryPairs(routed?.rawQueryString ?? '')
    .filter(([name]) => /^x-amz-(?:signature|security-token)$/i.test(name))
    .map(([, value]) => value);

const withoutScheme = (value: string): string[] => [value, value.slice(value.indexOf(' ') + 1)];
