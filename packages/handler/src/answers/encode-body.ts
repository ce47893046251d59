import type { HttpResult } from '../http-types.ts';

/** What of an answer says what it is: its body, and under which content type. */
export type EncodedBody = Pick<HttpResult, 'body' | 'isBase64Encoded'> & { readonly contentType: string };

/**
 * A handler's body as API Gateway takes it. Bytes are sent as they are, and so is text whose content type is not JSON;
 * everything else is JSON.
 *
 * @param contentType of the handler's headers, or else of the contract
 * @throws {TypeError} for a value that JSON cannot say
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function encodeBody(body: unknown, contentType: string | undefined): EncodedBody {
  if (body instanceof Uint8Array) {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    return {
      contentType: contentType ?? 'application/octet-stream',
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    };
  }
  if (typeof body === 'string' && contentType !== undefined && !jsonType.test(contentType))
    return { contentType, body };
  const json: string | undefined = JSON.stringify(body);
  if (json === undefined)
    throw new TypeError(
      `the body is a ${typeof body}, allowed: a JSON value, text or a Uint8Array. Answer one of these.`,
    );
  return { contentType: contentType ?? 'application/json', body: json };
}

// RFC 6839 §3.1
const jsonType = /^[\t ]*application\/([^;/]+\+)?json[\t ]*(;|$)/i;
