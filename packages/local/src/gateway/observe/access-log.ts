import type { Settings } from '../settings.ts';

/**
 * One access log line: each `$context.<variable>` of the format replaced by its value, `-` where it is unset. Values are
 * escaped as inside a JSON string unless a setting says otherwise, so that a client can neither end a line nor, in a JSON
 * format, a member.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export function formatAccessLog(
  format: string,
  variables: ReadonlyMap<string, string>,
  { accessLogEscapes }: Pick<Settings, 'accessLogEscapes'>,
): string {
  return format.replace(/\$context\.([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)/g, (_, name: string) => {
    const value = variables.get(name);
    if (value === undefined || value === '') return '-';
    return accessLogEscapes === 'none' ? value : JSON.stringify(value).slice(1, -1);
  });
}
