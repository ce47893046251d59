import type { RouteVerdict } from './authorize/route-verdict.ts';
import type { GatewayParts } from './gateway-parts.ts';
import type { AuthorizerTrace, IntegrationTrace } from './observe/request-trace.ts';
import type { CustomDomain } from './request/custom-domain.ts';
import type { GatewayRequest } from './request/gateway-request.ts';
import { receivedHeaders } from './request/request-headers.ts';
import { createRequestId, createTraceId } from './request/request-id.ts';
import type { RoutedRequest } from './request/routed-request.ts';
import type { Settings } from './settings.ts';

/**
 * One request on its way, and what has been learnt about it so far: written by the pipeline, read by the trace and the
 * access log when all is over.
 */
export interface Exchange {
  readonly request: GatewayRequest;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** As functions see them, with `cookie`. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded once the target was understood; before that as sent. Never the query. */
  path: string;
  /** A stage was selected: only then is there an access log to write to. */
  stage?: RoutedRequest['stage'];
  routed?: RoutedRequest;
  authorizer?: AuthorizerTrace;
  /** As the authorizer left it, for the trace. */
  authorization?: RouteVerdict;
  integration?: IntegrationTrace;
  functionRequestId?: string;
  secondRequestId?: string;
  /** What the integrated service answered, see `Integrated.serviceStatus`. */
  serviceStatus?: number;
  customDomain?: CustomDomain;
  readonly settings: Settings;
  /** `$context` variables from the authorizer. */
  variables: Readonly<Record<string, string>>;
}

/** Starts an exchange: gives the request its ids and the headers the gateway adds. */
export function openExchange(
  request: GatewayRequest,
  { clock, random, settings }: Pick<GatewayParts, 'clock' | 'random' | 'settings'>,
): Exchange {
  const receivedAt = clock.now();
  const headers = receivedHeaders(request, createTraceId(receivedAt, random), settings);
  return {
    request: settings.sourceIp === 'peer' ? request : fromForwarded(request, headers),
    requestId: createRequestId(random),
    receivedAt,
    headers,
    path: request.target.split('?', 1)[0] ?? '',
    settings,
    variables: {},
  };
}

function fromForwarded(request: GatewayRequest, headers: ReadonlyMap<string, string>): GatewayRequest {
  const [first = ''] = (headers.get('x-forwarded-for') ?? '').split(',', 1);
  return { ...request, sourceIp: first.trim() };
}
