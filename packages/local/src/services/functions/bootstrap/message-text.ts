import type { Failed, Message } from './protocol.ts';

/** The first character tells what it is; what is neither log nor result is JSON. */
const printedLog = 'L';
const runtimeLog = 'l';
const returned = 'R';
const other = 'o';

/** A message as text: a result's measures on lines of their own, then its JSON; a log event as it is. */
export function toMessageText(message: Message): string {
  switch (message.type) {
    case 'log':
      return (message.printed ? printedLog : runtimeLog) + message.entry;
    case 'returned':
      return `${returned}${message.handlerMs ?? ''}\n${message.usedMegabytes ?? ''}\n${message.json}`;
    default:
      return other + JSON.stringify(message);
  }
}

/** The opposite of {@link toMessageText}. */
export function fromMessageText(text: string): Message {
  const [kind] = text;
  if (kind === returned) return fromReturnedText(text);
  if (kind === other) return JSON.parse(text.slice(1)) as Failed | { readonly type: 'ready' };
  return { type: 'log', entry: text.slice(1), printed: kind === printedLog };
}

function fromReturnedText(text: string): Message {
  const usedAt = text.indexOf('\n') + 1;
  const jsonAt = text.indexOf('\n', usedAt) + 1;
  return {
    type: 'returned',
    json: text.slice(jsonAt),
    ...(usedAt > 2 && { handlerMs: Number(text.slice(1, usedAt - 1)) }),
    ...(jsonAt - usedAt > 1 && { usedMegabytes: Number(text.slice(usedAt, jsonAt - 1)) }),
  };
}
