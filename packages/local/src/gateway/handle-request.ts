import { errorMessage, tellListener } from '../runtime/index.ts';
import { type Exchange, openExchange } from './exchange.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { formatAccessLog } from './observe/access-log.ts';
import { accessLogVariables, type Finished } from './observe/access-log-variables.ts';
import { type PendingTrace, pendingTrace } from './observe/pending-trace.ts';
import type { GatewayRequest } from './request/gateway-request.ts';
import { withCors } from './respond/cors.ts';
import { finishResponse } from './respond/finish-response.ts';
import type { GatewayResponse } from './respond/gateway-response.ts';
import { isRefusal, type Refusal, refuse } from './respond/refusal.ts';
import { refusalResponse } from './respond/refusal-response.ts';
import { runPipeline } from './run-pipeline.ts';

/** Who is told about each request. An observer that throws is reported as a process warning and changes nothing. */
export interface Observers {
  readonly onTrace?: ((record: PendingTrace) => void) | undefined;
  readonly onAccessLog?: ((line: string) => void) | undefined;
}

const observer = 'an observer of the gateway';

/** What is done with an answer as soon as there is one. */
export type Send = (response: GatewayResponse) => void;

/**
 * Answers one request: sends the answer, then tells the observers. Rejects only with what `send` throws: a fault of the
 * gateway itself is a 500 that its trace explains.
 */
export async function handleRequest(
  parts: GatewayParts,
  request: GatewayRequest,
  { observers, send }: { readonly observers: Observers; readonly send?: Send | undefined },
): Promise<GatewayResponse> {
  const exchange = openExchange(request, parts);
  const answer = await runPipeline(parts, exchange).catch(toInternalRefusal);
  const finishedAt = parts.clock.now();
  const response = toResponse(parts, exchange, { answer, finishedAt });
  try {
    send?.(response);
  } finally {
    observe(parts, exchange, { finished: { response, answer, finishedAt }, observers });
  }
  return response;
}

function toInternalRefusal(error: unknown): Refusal {
  return refuse('internal', `the gateway itself failed: ${errorMessage(error)}`);
}

function toResponse(
  { api, settings }: GatewayParts,
  { headers, requestId, routed }: Exchange,
  { answer, finishedAt }: Pick<Finished, 'answer' | 'finishedAt'>,
): GatewayResponse {
  const plain = isRefusal(answer) ? refusalResponse(answer, settings) : answer;
  // An answer without a route is a preflight's: its CORS headers are complete.
  const isPreflight = !isRefusal(answer) && !routed;
  const shared =
    api.cors && !isPreflight ? withCors(plain, { cors: api.cors, origin: headers.get('origin'), settings }) : plain;
  return finishResponse(shared, requestId, finishedAt);
}

function observe(
  parts: GatewayParts,
  exchange: Exchange,
  { finished, observers }: { readonly finished: Finished; readonly observers: Observers },
): void {
  const { response, answer } = finished;
  const cause = isRefusal(answer) ? answer.cause : undefined;
  const format = exchange.stage?.accessLog?.format;
  tellListener(observer, () => observers.onTrace?.(pendingTrace(exchange, { status: response.status, cause })));
  if (format === undefined) return;
  tellListener(observer, () =>
    observers.onAccessLog?.(formatAccessLog(format, accessLogVariables(parts, exchange, finished), parts.settings)),
  );
}
