import type { Exchange } from '../exchange.ts';
import { buildTrace, type RequestEnding } from './build-trace.ts';
import type { RequestTrace } from './request-trace.ts';

/** A record that is put together when it is read: most are never read, and a request should not wait for them. */
export interface PendingTrace {
  /** Characters that the record keeps in memory, roughly. */
  readonly weight: number;
  readonly status: number;
  read(): RequestTrace;
}

/** The record of a finished exchange. Lets go of the exchange when it is read, and of a request's body at once. */
export function pendingTrace(exchange: Exchange, ending: RequestEnding): PendingTrace {
  let waiting: Exchange | undefined = withoutBody(exchange);
  let built: RequestTrace | undefined;
  return {
    weight: weigh(exchange),
    status: ending.status,
    read: () => {
      if (waiting) built = buildTrace(waiting, ending);
      waiting = undefined;
      return built as RequestTrace;
    },
  };
}

const noBytes = new Uint8Array();

function withoutBody(exchange: Exchange): Exchange {
  const { routed } = exchange;
  if (exchange.request.body.byteLength === 0) return exchange;
  const request = { ...exchange.request, body: noBytes };
  return { ...exchange, request, ...(routed && { routed: { ...routed, request } }) };
}

/** Request line and headers, as events and records repeat them. */
const headCharacters = 12 * 1024;

/** The parts that functions decide the length of, and a flat share for the rest. Trace steps are a copy of lines. */
function weigh({ authorization, integration }: Exchange): number {
  const { outcome, logs = [] } = authorization?.asked?.invocation ?? {};
  const returned = outcome?.kind === 'returned' ? outcome.json.length : 0;
  return headCharacters + returned + 2 * (lengthOf(logs) + lengthOf(integration?.logs ?? []));
}

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);
