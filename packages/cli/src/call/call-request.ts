import { CliError } from '../shell/cli-error.ts';
import { parseJson } from '../shell/json.ts';
import { checkedTarget, type RequestTarget } from '../shell/request-target.ts';
import { withoutTokens } from '../shell/safe-text.ts';

export interface CallOptions extends RequestTarget {
  /** The body: JSON, unless a header names another type. */
  readonly data?: string | undefined;
  /** Each `name: value`. */
  readonly header?: readonly string[] | undefined;
}

/** A checked request, without its credential. */
export interface CallRequest extends RequestTarget {
  readonly headers: Headers;
  readonly body: string | undefined;
}

/**
 * Checks what is to be sent.
 *
 * @throws {CliError} for a method, path, header or body that cannot be sent as given
 */
export function callRequest({ method: givenMethod, path: givenPath, data, header = [] }: CallOptions): CallRequest {
  const { method, path } = checkedTarget({ method: givenMethod, path: givenPath });
  const headers = new Headers();
  for (const line of header) addHeader(headers, line);
  if (data !== undefined) {
    if (method === 'GET' || method === 'HEAD') throw bodyOnGet(method);
    if (!headers.has('content-type')) {
      if (parseJson(data) === undefined) throw notJson(data);
      headers.set('content-type', 'application/json');
    }
  }
  return { method, path, headers, body: data };
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

const notJson = (data: string): CliError =>
  new CliError({
    what: 'The body is not JSON',
    given: `--data of ${data.length} characters`,
    allowed: 'JSON text',
    remedy: "Correct it, or name its type with --header 'content-type: ...'",
  });

const bodyOnGet = (method: string): CliError =>
  new CliError({
    what: `A ${method} request has no body of defined meaning (RFC 9110 §9.3)`,
    given: `--data with ${method}`,
    allowed: '--data with POST, PUT, PATCH or DELETE',
    remedy: 'Leave --data out, or change the method',
  });
