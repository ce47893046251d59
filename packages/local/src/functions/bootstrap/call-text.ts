import type { Call } from './protocol.ts';

/** A call as one text: its ids and its time on lines of their own, then the payload. */
export const toCallText = ({ requestId, traceId, leftMillis, payload }: Call): string =>
  `${requestId}\n${traceId}\n${leftMillis}\n${payload}`;

/** The opposite of {@link toCallText}. */
export function fromCallText(text: string): Call {
  const traceAt = text.indexOf('\n') + 1;
  const timeAt = text.indexOf('\n', traceAt) + 1;
  const payloadAt = text.indexOf('\n', timeAt) + 1;
  return {
    requestId: text.slice(0, traceAt - 1),
    traceId: text.slice(traceAt, timeAt - 1),
    leftMillis: Number(text.slice(timeAt, payloadAt - 1)),
    payload: text.slice(payloadAt),
  };
}
