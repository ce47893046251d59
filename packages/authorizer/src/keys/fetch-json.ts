/** Gets a JSON document; rejects when that cannot be had. */
export type FetchJson = (url: string) => Promise<unknown>;

const timeoutMs = 1_500;
const maxBytes = 150_000;

/**
 * Over `https` (plain `http` is for loopback; the configuration sees to that): 1.5 s for everything, 150,000 bytes at
 * most, no redirects, status 200 only. `node:https` is loaded at the first call, its 26 ms are not for every cold start; and not by `import`, which takes
 * tens of milliseconds more.
 *
 * @throws {Error} naming the URL and the cause, never the body
 */
export const fetchJson: FetchJson = async (url) => {
  const { get } = process.getBuiltinModule(url.startsWith('http:') ? 'node:http' : 'node:https');
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const fail = (cause: string): void => reject(new Error(`GET ${url}: ${cause}`));
    const failBy = ({ message }: Error): void => fail(signal.aborted ? `no answer within ${timeoutMs} ms` : message);
    const request = get(url, { headers: { accept: 'application/json' }, signal }, (response) => {
      if (response.statusCode !== 200) {
        request.destroy();
        return fail(`status ${response.statusCode}, expected 200`);
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) request.destroy(new Error(`more than ${maxBytes} bytes`));
      });
      response.on('error', failBy);
      response.on('end', () => parse(Buffer.concat(chunks), resolve, fail));
    });
    request.on('error', failBy);
  });
};

function parse(body: Buffer, resolve: (value: unknown) => void, fail: (cause: string) => void): void {
  try {
    resolve(JSON.parse(body.toString('utf8')));
  } catch {
    fail('the answer is not JSON');
  }
}
