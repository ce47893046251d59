/** The longest event, in characters: the trace of one request, with all that its functions logged. */
const longestEvent = 64 * 1024 * 1024;

/**
 * The data of each server-sent event of a stream, as it comes. Comments are left out.
 *
 * @throws {Error} for an event that is longer than {@link longestEvent}
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of body) {
    const events = (pending + decoder.decode(chunk, { stream: true })).split('\n\n');
    pending = events.pop() ?? '';
    if (pending.length > longestEvent) throw new Error(`An event is longer than ${longestEvent} characters.`);
    for (const event of events) {
      const data = event.split('\n').filter((line) => line.startsWith('data: '));
      if (data.length > 0) yield data.map((line) => line.slice(6)).join('\n');
    }
  }
}
