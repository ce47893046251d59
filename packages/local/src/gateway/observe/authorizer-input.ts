import type { Event } from '../request/build-event.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import { secretSources } from './exchange-secrets.ts';
import { isSecretMember, isSecretName } from './secret-names.ts';

const hidden = '[redacted]';

/**
 * The event an authorizer function got, of either payload format, with each credential named and none shown: headers,
 * cookies, path and query parameters with the name of a credential, and whatever the client sent as an identity source.
 */
export function authorizerInput(event: Event, routed: RoutedRequest): Event {
  const sources = secretSources(routed);
  const names = (kind: string) =>
    sources.filter((source) => source.kind === kind).map(({ name }) => name.toLowerCase());
  const header = isSecret(names('header'));
  const parameter = isSecret(names('querystring'));
  const { headers, multiValueHeaders, cookies, rawQueryString, ...rest } = event;
  const query = ['queryStringParameters', 'multiValueQueryStringParameters'].map((name) => [name, rest[name]] as const);
  return {
    ...rest,
    ...identityMembers(rest, sources.length > 0),
    headers: hideValues(headers, header),
    ...(rest['pathParameters'] !== undefined && { pathParameters: hideValues(rest['pathParameters'], isSecretName) }),
    ...(rest['stageVariables'] !== undefined && { stageVariables: hideValues(rest['stageVariables'], isSecretMember) }),
    ...(multiValueHeaders !== undefined && { multiValueHeaders: hideValues(multiValueHeaders, header) }),
    ...(Array.isArray(cookies) && { cookies: cookies.map((cookie) => hideAfter(String(cookie))) }),
    ...(typeof rawQueryString === 'string' && { rawQueryString: hideQuery(rawQueryString, parameter) }),
    ...Object.fromEntries(
      query.filter(([, value]) => value !== undefined).map(([name, value]) => [name, hideValues(value, parameter)]),
    ),
  };
}

type IsSecret = (name: string) => boolean;

const isSecret =
  (sources: readonly string[]): IsSecret =>
  (name) =>
    isSecretName(name) || sources.includes(name.toLowerCase());

/** `identitySource` and, in format 1.0, `authorizationToken` repeat what headers and query hold. */
function identityMembers(event: Event, areSecret: boolean): Event {
  const members = ['identitySource', 'authorizationToken'].filter((name) => areSecret && Boolean(event[name]));
  return Object.fromEntries(members.map((name) => [name, hidden]));
}

function hideValues(values: unknown, isHidden: IsSecret): unknown {
  if (typeof values !== 'object' || values === null) return values;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isHidden(name) ? hidden : value]));
}

const hideQuery = (query: string, isHidden: IsSecret): string =>
  query
    .split('&')
    .map((part) => (isHidden([...new URLSearchParams(part).keys()][0] ?? '') ? hideAfter(part) : part))
    .join('&');

/** A cookie without a name is all value. */
const hideAfter = (pair: string): string =>
  pair.includes('=') ? `${pair.slice(0, pair.indexOf('=') + 1)}${hidden}` : hidden;
