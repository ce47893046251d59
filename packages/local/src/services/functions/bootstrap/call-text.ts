import type { Call } from './protocol.ts';

/** A call as one text: its ids and deadline on lines of their own, then the payload. */
export const toCallText = ({ requestId, traceId, deadline, payload }: Call): string =>
  `${requestId}\n${traceId}\n${deadline}\n${payload}`;

/** The opposite of {@link toCallText}. */
export function fromCallText(text: string): Call {
  const traceAt = text.indexOf('\n') + 1;
  const deadlineAt = text.indexOf('\n', traceAt) + 1;
  const payloadAt = text.indexOf('\n', deadlineAt) + 1;
  return {
    requestId: text.slice(0, traceAt - 1),
    traceId: text.slice(traceAt, deadlineAt - 1),
    deadline: Number(text.slice(deadlineAt, payloadAt - 1)),
    payload: text.slice(payloadAt),
  };
}
