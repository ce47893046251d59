import { CliError } from '../shell/cli-error.ts';
import { withoutTokens } from '../shell/safe-text.ts';

export interface CallOptions {
  readonly method: string;
  /** With the query; starts with `/`. */
  readonly path: string;
  /** A body; JSON, unless a header says otherwise. */
  readonly data?: string | undefined;
  /** Each `name: value`. */
  readonly header?: readonly string[] | undefined;
}

/** A request, checked, without its credential. */
export interface CallRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/**
 * Checks what is to be sent.
 *
 * @throws {CliError} for a method, path, header or body that cannot be sent as given
 */
export function callRequest({ method, path, data, header = [] }: CallOptions): CallRequest {
  const upper = method.toUpperCase();
  if (!/^[A-Z]+$/.test(upper)) throw badMethod(method);
  // An address would take the token elsewhere.
  if (!path.startsWith('/') || path.startsWith('//')) throw badPath(path);
  const headers = new Headers();
  for (const line of header) addHeader(headers, line);
  if (data !== undefined) {
    if (upper === 'GET' || upper === 'HEAD') throw bodyOnGet(upper);
    if (!headers.has('content-type')) {
      assertJson(data);
      headers.set('content-type', 'application/json');
    }
  }
  return { method: upper, path, headers, body: data };
}

function addHeader(headers: Headers, line: string): void {
  const colon = line.indexOf(':');
  try {
    if (colon < 1) throw new TypeError('no colon');
    headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  } catch {
    throw new CliError({
      what: 'A header cannot be sent',
      // The value may be a credential.
      given: `--header "${withoutTokens(colon < 1 ? '(no name)' : line.slice(0, colon))}: ..."`,
      allowed: "'name: value' with a token as the name (RFC 9110 §5.6.2) and one line of Latin-1 text as the value",
      remedy: 'Correct the header',
    });
  }
}

function assertJson(data: string): void {
  try {
    JSON.parse(data);
  } catch {
    throw new CliError({
      what: 'The body is not JSON',
      given: `--data of ${data.length} characters`,
      allowed: 'JSON text',
      remedy: "Correct it, or say what it is with --header 'content-type: ...'",
    });
  }
}

const badMethod = (method: string): CliError =>
  new CliError({
    what: 'This is not a method',
    given: JSON.stringify(method),
    allowed: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    remedy: 'The method comes first, then the path: call GET /orders',
  });

const badPath = (path: string): CliError =>
  new CliError({
    what: 'This is not a path of the API',
    given: JSON.stringify(withoutTokens(path)),
    allowed: 'a path from the root, with its query: /orders?limit=5',
    remedy: 'Start it with one "/"; which API is meant follows from the running platform',
  });

const bodyOnGet = (method: string): CliError =>
  new CliError({
    what: `A ${method} request has no body of defined meaning (RFC 9110 §9.3)`,
    given: `--data with ${method}`,
    allowed: '--data with POST, PUT, PATCH or DELETE',
    remedy: 'Leave --data out, or change the method',
  });
