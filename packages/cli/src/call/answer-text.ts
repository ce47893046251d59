import { parseJson } from '../shell/json.ts';

/** An HTTP answer with its whole body. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly body: string;
}

/**
 * An answer as text: status line, headers, an empty line, the body; JSON indented.
 *
 * @param credential never appears in the text, even where the API echoes it
 */
export function answerText({ status, statusText, headers, body }: Answer, credential: string | undefined): string {
  const lines = [
    `HTTP/1.1 ${status} ${statusText}`.trimEnd(),
    ...[...headers].map(([name, value]) => `${name}: ${value}`),
  ];
  const text = `${lines.join('\n')}\n\n${body === '' ? '' : `${prettyBody(headers, body).trimEnd()}\n`}`;
  return credential === undefined ? text : text.replaceAll(credential, '[credential]');
}

function prettyBody(headers: Headers, body: string): string {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')) return body;
  const value = parseJson(body);
  return value === undefined ? body : JSON.stringify(value, undefined, 2);
}
