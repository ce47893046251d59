import { domainNameOf, domainPrefixOf } from './domain.ts';
import { commonLogTime } from './request-time.ts';
import type { RoutedRequest } from './routed-request.ts';

const readers = {
  accountId: (routed) => routed.home.accountId,
  apiId: (routed) => routed.api.apiId,
  domainName: (routed) => domainNameOf(routed),
  domainPrefix: (routed) => domainPrefixOf(routed),
  extendedRequestId: (routed) => routed.requestId,
  httpMethod: (routed) => routed.request.method,
  'identity.sourceIp': (routed) => routed.request.sourceIp,
  'identity.userAgent': (routed) => routed.headers.get('user-agent') ?? '',
  path: (routed) => routed.rawPath,
  protocol: () => 'HTTP/1.1',
  requestId: (routed) => routed.requestId,
  requestTime: (routed) => commonLogTime(routed.receivedAt),
  requestTimeEpoch: (routed) => String(routed.receivedAt),
  routeKey: (routed) => routed.route.routeKey,
  stage: (routed) => routed.stage.name,
} satisfies Record<string, (routed: RoutedRequest) => string>;

/** The `$context` variables that are known once a request is routed: what an identity source may name here. */
export const requestVariableNames: readonly string[] = Object.keys(readers);

/**
 * The value of `$context.<name>` for a routed request; undefined for a name outside {@link requestVariableNames}.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function requestVariable(name: string, routed: RoutedRequest): string | undefined {
  return Object.hasOwn(readers, name) ? readers[name as keyof typeof readers](routed) : undefined;
}
