import type { PayloadFormatVersion } from '../../model/index.ts';
import { http, isJsonObject, parseJson, type UncheckedObject } from '../../runtime/index.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import type { GatewayResponse } from './gateway-response.ts';

/** Headers an integration cannot set: the connection's, and those the gateway writes itself. */
export const overwrittenHeaders: ReadonlySet<string> = new Set([
  'apigw-requestid',
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * What a function's result means to the client. With `statusCode` it is a response, taken by its members; in payload
 * format 2.0 any other JSON is a 200 with that JSON as body, a string without its quotes, in 1.0 it is malformed.
 * `cookies` belong to 2.0, `multiValueHeaders` to 1.0.
 *
 * @param json the function's result as JSON text
 * @throws TypeError when a member of a response is of the wrong type or cannot be sent; the client gets a 500. `null`
 * members count as absent, as typed languages write them
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function interpretIntegrationResult(
  json: string,
  version: PayloadFormatVersion = '2.0',
  settings: AnswerReading = defaultSettings,
): GatewayResponse {
  const result = parseJson(json);
  if (result === undefined) throw new TypeError('the result is not JSON');
  if (isJsonObject(result) && Object.hasOwn(result, 'statusCode')) return customResponse(result, version, settings);
  if (version === '1.0') throw new TypeError('payload format 1.0 needs an object with a statusCode');
  const body = Buffer.from(typeof result === 'string' ? result : json);
  return { status: 200, headers: [['content-type', 'application/json']], body };
}

/** The settings that an answer is read by. */
type AnswerReading = Pick<Settings, 'textStatusCode' | 'cookiesOrder'>;

function customResponse(
  result: UncheckedObject,
  version: PayloadFormatVersion,
  { textStatusCode, cookiesOrder }: AnswerReading,
): GatewayResponse {
  const single = readHeaders(result['headers'] ?? {});
  const headers =
    version === '1.0' ? mergeHeaders(single, readMultiValues(result['multiValueHeaders'] ?? {})) : [...single];
  const contentType: [string, string][] = headers.some(([name]) => name === 'content-type')
    ? []
    : [['content-type', 'text/plain; charset=utf-8']];
  const cookies = version === '1.0' ? [] : readCookies(result['cookies'] ?? []);
  return {
    status: readStatus(result['statusCode'], textStatusCode),
    headers: ordered([...headers, ...contentType], cookies, cookiesOrder),
    body: readBody(result['body'] ?? '', result['isBase64Encoded'] ?? false),
  };
}

function ordered(
  headers: readonly [string, string][],
  cookies: readonly [string, string][],
  order: Settings['cookiesOrder'],
) {
  if (order === 'header-first' || cookies.length === 0) return [...headers, ...cookies];
  const isCookie = ([name]: readonly [string, string]): boolean => name === 'set-cookie';
  return [...headers.filter((header) => !isCookie(header)), ...cookies, ...headers.filter(isCookie)];
}

/** Both lists together, a value that stands in both once. */
function mergeHeaders(single: Map<string, string>, multiple: [string, string][]): [string, string][] {
  const alone = [...single].filter(([name, value]) => !multiple.some((pair) => pair[0] === name && pair[1] === value));
  return [...alone, ...multiple];
}

function readMultiValues(headers: unknown): [string, string][] {
  if (!isJsonObject(headers)) throw new TypeError('multiValueHeaders must be an object');
  return Object.entries(headers).flatMap(([name, values]) => {
    if (!Array.isArray(values)) throw new TypeError(`multiValueHeaders ${JSON.stringify(name)} must be a list`);
    return values.flatMap((value: unknown) => [...readHeaders({ [name]: value })]);
  });
}

function readStatus(given: unknown, textStatusCode: Settings['textStatusCode']): number {
  const isText = textStatusCode === 'taken' && typeof given === 'string' && /^\d{3}$/.test(given);
  const status = isText ? Number(given) : given;
  if (typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599) return status;
  throw new TypeError('statusCode must be an integer from 200 to 599');
}

function readHeaders(headers: unknown): Map<string, string> {
  if (!isJsonObject(headers)) throw new TypeError('headers must be an object');
  const read = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new TypeError(`the value of header ${JSON.stringify(name)} must be a string, a number or a boolean`);
    }
    if (!overwrittenHeaders.has(name.toLowerCase())) read.set(...sendable(name, String(value)));
  }
  return read;
}

function readCookies(cookies: unknown): [string, string][] {
  if (!Array.isArray(cookies) || !cookies.every((cookie) => typeof cookie === 'string')) {
    throw new TypeError('cookies must be an array of strings');
  }
  return cookies.map((cookie: string) => sendable('set-cookie', cookie));
}

function sendable(name: string, value: string): [string, string] {
  try {
    http.validateHeaderName(name);
    http.validateHeaderValue(name, value);
  } catch {
    throw new TypeError(`header ${JSON.stringify(name)} has a name or a value that HTTP does not allow`);
  }
  return [name.toLowerCase(), value];
}

function readBody(body: unknown, isBase64Encoded: unknown): Uint8Array {
  if (typeof body !== 'string') throw new TypeError('body must be a string');
  if (typeof isBase64Encoded !== 'boolean') throw new TypeError('isBase64Encoded must be a boolean');
  if (!isBase64Encoded) return Buffer.from(body);
  if (!/^[A-Za-z0-9+/\-_\s]*={0,2}\s*$/.test(body)) throw new TypeError('body is not base64');
  return Buffer.from(body, 'base64');
}
