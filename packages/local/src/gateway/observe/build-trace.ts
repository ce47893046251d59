import type { Exchange } from '../exchange.ts';
import { authorizerDetail } from './authorizer-detail.ts';
import { bounded } from './bounded.ts';
import { exchangeSecrets } from './exchange-secrets.ts';
import { redactPieces } from './redact.ts';
import type { RequestTrace } from './request-trace.ts';

/** How an exchange ended. */
export interface Ending {
  readonly status: number;
  /** Why the gateway answered by itself. */
  readonly cause: string | undefined;
}

/** The trace of a finished exchange, with the request's secrets cut out of whatever functions said. */
export function buildTrace(exchange: Exchange, { status, cause }: Ending): RequestTrace {
  const { requestId, receivedAt, request, path, stage, routed, integration } = exchange;
  const secrets = exchangeSecrets(exchange);
  const authorizer = describeAuthorizer(exchange, secrets);
  return {
    id: requestId,
    time: new Date(receivedAt).toISOString(),
    method: request.method,
    path: redactPieces(path, secrets),
    ...(routed && { routeKey: routed.route.routeKey }),
    ...(stage && { stage: stage.name }),
    status,
    ...(authorizer && { authorizer }),
    ...(integration && { integration: redactPieces(integration, secrets) }),
    ...(cause !== undefined && { error: redactPieces(cause, secrets) }),
  };
}

function describeAuthorizer(exchange: Exchange, secrets: readonly string[]): RequestTrace['authorizer'] {
  const { authorizer } = exchange;
  if (!authorizer) return undefined;
  const { input, output } = authorizerDetail(exchange);
  return {
    ...redactPieces(authorizer, secrets),
    // Expressions of the template, which may look like what a client sent.
    identitySources: authorizer.identitySources,
    ...(input !== undefined && { input: bounded(redactPieces(input, secrets)) }),
    ...(output !== undefined && { output: bounded(redactPieces(output, secrets)) }),
  };
}
