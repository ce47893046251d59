/** An HTTP answer, read to its end. */
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
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
