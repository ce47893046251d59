import { isLoopback } from './loopback-address.ts';

/** Milliseconds for discovery, and again for the key set. */
const timeoutMillis = 1_500;
/** Bytes of a key set; the same bound is kept for discovery. */
const limitBytes = 150_000;

/**
 * A JSON document of an issuer, within API Gateway's limits. Follows no redirect and never leaves loopback.
 *
 * @throws Error that says which limit or rule was broken; never quotes the document
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export async function fetchLoopbackJson(url: string): Promise<unknown> {
  if (!URL.canParse(url) || !isLoopback(new URL(url).hostname)) throw new Error(`${url} is not on loopback`);
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMillis) });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}, not 200`);
  const text = await readText(response, url);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${url} did not answer with JSON`);
  }
}

async function readText({ body }: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > limitBytes) throw new Error(`${url} answered more than ${limitBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
