import type { Measures, Returned } from './protocol.ts';

/** A result as one text, which costs a message less than an object: its measures on lines of their own, then the JSON. */
export const toAnswerText = (json: string, { handlerMs, usedMegabytes }: Measures): string =>
  `${handlerMs}\n${usedMegabytes ?? ''}\n${json}`;

/** The opposite of {@link toAnswerText}. */
export function fromAnswerText(text: string): Returned {
  const usedAt = text.indexOf('\n') + 1;
  const jsonAt = text.indexOf('\n', usedAt) + 1;
  return {
    type: 'returned',
    json: text.slice(jsonAt),
    handlerMs: Number(text.slice(0, usedAt - 1)),
    ...(jsonAt - usedAt > 1 && { usedMegabytes: Number(text.slice(usedAt, jsonAt - 1)) }),
  };
}
