import type { IncomingMessage } from 'node:http';

/** Gets a JSON document; rejects when that cannot be had. */
export type FetchJson = (url: string) => Promise<unknown>;

const timeoutMs = 1_500;
const maxBytes = 150_000;

/**
 * Over `https` (plain `http` is for loopback; the configuration sees to that): 1.5 s for everything, 150,000 bytes at
 * most, no redirects, status 200 only. `node:https` is loaded at the first call, so that
 * not every cold start pays its 26 ms; and not by `import`, which takes tens of milliseconds more.
 *
 * @throws {Error} naming the URL and the cause, never the body
 */
export const fetchJson: FetchJson = async (url) => {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return JSON.parse(await fetchText(url, signal));
  } catch (error) {
    // A parser's message could quote the body.
    const cause = error instanceof SyntaxError ? 'the answer is not JSON' : (error as Error).message;
    throw new Error(`GET ${url}: ${signal.aborted ? `no answer within ${timeoutMs} ms` : cause}`);
  }
};

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const { get } = process.getBuiltinModule(url.startsWith('http:') ? 'node:http' : 'node:https');
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // No agent: a connection that was kept would be found dead after the environment was frozen.
    get(url, { agent: false, signal }, resolve).on('error', reject);
  });
  const chunks: Buffer[] = [];
  let size = 0;
  if (response.statusCode !== 200) {
    response.destroy();
    throw new Error(`status ${response.statusCode}, expected 200`);
  }
  // Leaving the loop early ends the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    chunks.push(chunk);
    if (size > maxBytes) throw new Error(`more than ${maxBytes} bytes`);
  }
  return Buffer.concat(chunks).toString();
}
