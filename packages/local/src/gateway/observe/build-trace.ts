import type { Exchange } from '../exchange.ts';
import { authorizerDetail } from './authorizer-detail.ts';
import { bounded } from './bounded.ts';
import { exchangeSecrets } from './exchange-secrets.ts';
import { redactPieces } from './redact.ts';
import type { AuthorizerTrace, RequestTrace } from './request-trace.ts';

/** How an exchange ended. */
export interface RequestEnding {
  readonly status: number;
  /** Why the gateway answered by itself. */
  readonly cause: string | undefined;
}

/** The trace of a finished exchange, with the request's secrets cut out of whatever functions said. */
export function buildTrace(exchange: Exchange, { status, cause }: RequestEnding): RequestTrace {
  const { requestId, receivedAt, request, path, stage, routed, authorizer, integration } = exchange;
  const detail = authorizer && authorizerDetail(exchange);
  const said = redactPieces({ path, authorizer, integration, cause, ...detail }, exchangeSecrets(exchange));
  return {
    id: requestId,
    time: new Date(receivedAt).toISOString(),
    method: request.method,
    path: said.path,
    ...(routed && { routeKey: routed.route.routeKey }),
    ...(stage && { stage: stage.name }),
    status,
    ...(authorizer && { authorizer: describeAuthorizer(said, authorizer) }),
    ...(said.integration && { integration: said.integration }),
    ...(said.cause !== undefined && { error: said.cause }),
  };
}

interface Said {
  readonly authorizer?: AuthorizerTrace | undefined;
  readonly input?: unknown;
  readonly output?: unknown;
}

function describeAuthorizer(
  { authorizer, input, output }: Said,
  { identitySources }: AuthorizerTrace,
): AuthorizerTrace {
  return {
    ...(authorizer as AuthorizerTrace),
    // Expressions of the template, which may look like what a client sent.
    identitySources,
    ...(input !== undefined && { input: bounded(input) }),
    ...(output !== undefined && { output: bounded(output) }),
  };
}
