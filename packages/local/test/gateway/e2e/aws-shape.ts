import { expect } from '@jest/globals';

const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** What holds for every payload 2.0 event that AWS sends to a function, whatever a client wrote on the wire. */
export function expectAwsShape(event: Record<string, unknown>): void {
  const { headers, rawPath, rawQueryString, isBase64Encoded, body, requestContext, ...rest } = event as {
    headers: Record<string, string>;
    rawPath: string;
    rawQueryString: string;
    isBase64Encoded: boolean;
    body?: string;
    requestContext: { http: Record<string, string>; requestId: string };
  } & Record<string, unknown>;
  const allowed = ['version', 'routeKey', 'cookies', 'queryStringParameters', 'pathParameters', 'stageVariables'];
  expect(Object.keys(rest).filter((name) => !allowed.includes(name))).toEqual([]);
  expect(rest['version']).toBe('2.0');
  expect(rawPath.startsWith('/')).toBe(true);
  expect(rawQueryString.includes('#')).toBe(false);
  for (const [name, value] of Object.entries(headers)) {
    expect(name).toMatch(token);
    expect(hopByHop).not.toContain(name);
    expect(typeof value).toBe('string');
    expect([...value].some((character) => character === '\r' || character === '\n' || character === '\0')).toBe(false);
  }
  const sent = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  expect(headers['host']).not.toBe('');
  expect(Number(headers['content-length'])).toBe(sent.byteLength);
  expect(requestContext.requestId).toMatch(/^[\w-]{15}=$/);
  expect(requestContext.http['method']).toMatch(/^[A-Z-]+$/);
  expect(requestContext.http['path']).toBe(rawPath);
  expect(requestContext.http['protocol']).toBe('HTTP/1.1');
}
