import type { Exchange } from '../exchange.ts';
import { exchangeSecrets } from './exchange-secrets.ts';
import { redact } from './redact.ts';
import type { RequestTrace } from './request-trace.ts';

/** The trace of a finished exchange, with the request's secrets cut out of whatever functions said. */
export function buildTrace(
  exchange: Exchange,
  { status, cause }: { readonly status: number; readonly cause: string | undefined },
): RequestTrace {
  const { requestId, receivedAt, request, path, stage, routed, authorizer, integration } = exchange;
  const secrets = exchangeSecrets(exchange);
  return {
    id: requestId,
    time: new Date(receivedAt).toISOString(),
    method: request.method,
    path: redact(path, secrets),
    ...(routed && { routeKey: routed.route.routeKey }),
    ...(stage && { stage: stage.name }),
    status,
    ...(authorizer && { authorizer: redact(authorizer, secrets) }),
    ...(integration && { integration: redact(integration, secrets) }),
    ...(cause !== undefined && { error: redact(cause, secrets) }),
  };
}
