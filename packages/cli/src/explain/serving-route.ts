import type { AccessTable } from '@scopegate/contract/decision';
import { createRouteKeySelector } from '@scopegate/contract/policy';
import { CliError } from '../shell/cli-error.ts';
import { withoutTokens } from '../shell/safe-text.ts';

/**
 * The key of the route that serves a request. The path is decoded first, as API Gateway does: `%2F` separates segments.
 *
 * @param path starts with `/`; a query is ignored
 * @throws {CliError} when no route serves it, or when AWS does not document which of several does
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function servingRoute(table: AccessTable, method: string, path: string): string {
  const [routeKey, ...others] = createRouteKeySelector(table)(method, decoded(path));
  const given = `${method} ${withoutTokens(path)}`;
  if (routeKey === undefined) throw noRoute(given, Object.keys(table.routes));
  if (others.length > 0) throw undocumented(given, [routeKey, ...others]);
  return routeKey;
}

function decoded(path: string): string {
  const [encoded = ''] = path.split('?', 1);
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new CliError({
      what: 'The path is not percent-encoded UTF-8; API Gateway answers 400',
      given: withoutTokens(encoded),
      allowed: '%XX of UTF-8 (RFC 3986 §2.1)',
      remedy: 'Write "%" as %25',
    });
  }
}

const noRoute = (given: string, routeKeys: readonly string[]): CliError =>
  new CliError({
    what: 'No route serves this request; the gateway answers 404 without asking the authorizer',
    given,
    allowed: routeKeys.join(', '),
    remedy: 'Ask about one of these; a trailing "/" counts',
  });

const undocumented = (given: string, candidates: readonly string[]): CliError =>
  new CliError({
    what: 'AWS does not document which of several routes serves this request',
    given: `${given}: ${candidates.join(', ')}`,
    allowed: 'a request that only one route can serve',
    remedy: 'Ask about a path that only one of them matches',
  });
