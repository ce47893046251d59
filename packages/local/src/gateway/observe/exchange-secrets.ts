import type { Route } from '../../model/index.ts';
import { queryPairs } from '../../runtime/index.ts';
import { type IdentitySource, parseIdentitySource, resolveIdentitySources } from '../authorize/identity-source.ts';
import type { Exchange } from '../exchange.ts';
import { splitCookies } from '../request/request-headers.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import { percentDecoded } from './percent-decoded.ts';
import { isSecretName, isSecretSource } from './secret-names.ts';
import { tokensIn } from './token-shape.ts';
import { urlSecrets } from './url-secrets.ts';

/**
 * What of a request must not be written down: values of headers, cookies, path and query parameters with the name of a
 * credential, also in URLs that headers hold; of the route's identity sources as far as the client sent them; and what has
 * the shape of a JSON Web Token. Decoded, and as they were sent. Without the scheme in front of them, and of a Signature
 * Version 4 the signature alone: its other parts are no secrets.
 */
export function exchangeSecrets({ request, headers, routed }: Exchange): string[] {
  const sent = [...headers].filter(([name]) => name !== 'cookie');
  const named = sent.filter(([name]) => isSecretName(name)).map(([, value]) => value);
  const others = sent.filter(([name]) => !isSecretName(name)).map(([, value]) => value);
  const cookies = splitCookies(request.headers).map((cookie) => cookie.slice(cookie.indexOf('=') + 1));
  const [, query = ''] = /\?(.*)$/s.exec(request.target) ?? [];
  const places = [request.target, ...others];
  const values = [
    ...named,
    ...cookies,
    ...sourceValues(routed),
    ...queryValues(query, routed),
    ...parameterValues(routed),
    ...places.flatMap(urlSecrets),
    ...places.flatMap(shapedTokens),
  ];
  const forms = values.flatMap(credentialOf).flatMap((value) => [value, percentDecoded(value).text]);
  return [...new Set(forms)].filter((value) => value !== '');
}

/** So that a part of a token is found as well where it stands elsewhere. */
const shapedTokens = (text: string): string[] =>
  [text, percentDecoded(text).text].flatMap((form) => tokensIn(form).map(({ from, to }) => form.slice(from, to)));

const parameterValues = (routed: Exchange['routed']): string[] =>
  [...(routed?.pathParameters ?? [])].filter(([name]) => isSecretName(name)).map(([, value]) => value);

/** The identity sources of a route whose values are credentials. */
export function secretSources(routed: Exchange['routed']): readonly IdentitySource[] {
  if (!routed) return [];
  const known = sourcesByRoute.get(routed.route);
  if (known) return known;
  const sources = sourcesOf(routed)
    .map(parseIdentitySource)
    .filter(({ kind, name }) => kind === 'querystring' || (kind === 'header' && isSecretSource(name)));
  sourcesByRoute.set(routed.route, sources);
  return sources;
}

const sourcesByRoute = new WeakMap<Route, readonly IdentitySource[]>();

function sourceValues(routed: Exchange['routed']): readonly string[] {
  return secretSources(routed).flatMap((source) => {
    const resolved = routed && resolveIdentitySources([source], routed, { cookieIdentitySource: 'missing' });
    return resolved && 'values' in resolved ? resolved.values : [];
  });
}

function sourcesOf({ route: { authorization } }: RoutedRequest): readonly string[] {
  if (authorization.type === 'JWT') return [authorization.authorizer.identitySource];
  return authorization.type === 'CUSTOM' ? authorization.authorizer.identitySource : [];
}

/** In both forms: an escape in it would hide a value from a search for the other. */
function queryValues(query: string, routed: Exchange['routed']): string[] {
  if (query === '') return [];
  const sources = new Set(secretSources(routed).map(({ name }) => name));
  return query.split('&').flatMap((part) =>
    queryPairs(part)
      .filter(([name]) => sources.has(name) || isSecretName(name))
      .flatMap(([, value]) => [value, part.slice(part.indexOf('=') + 1)]),
  );
}

function credentialOf(value: string): readonly string[] {
  const [, scheme, rest = ''] = /^(bearer|basic|dpop|digest|negotiate|aws4-[\w-]+)(?: +(.*))?$/is.exec(value) ?? [];
  if (scheme === undefined) return [value];
  if (/^aws4-/i.test(scheme)) return signatureOf(rest);
  return scheme.toLowerCase() === 'basic' ? [rest, ...passwordOf(rest)] : [rest];
}

/** Of a header that is no signature every value, since it is not known what they are. */
function signatureOf(parts: string): readonly string[] {
  const [, signature] = /^Credential=[^,]+, *SignedHeaders=[^,]+, *Signature=([0-9a-f]+)$/.exec(parts) ?? [];
  return signature === undefined ? parts.split(',').map((part) => part.slice(part.indexOf('=') + 1)) : [signature];
}

/** @see RFC 7617 section 2 */
function passwordOf(credentials: string): readonly string[] {
  const decoded = Buffer.from(credentials, 'base64').toString();
  return decoded.includes(':') ? [decoded.slice(decoded.indexOf(':') + 1)] : [];
}
