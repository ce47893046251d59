import type { Settings } from '../settings.ts';

/** AWS's own names are letters and digits; what an authorizer names may have `_`, `-` and `:` in it, as in `cognito:groups`. */
const variable = /\$context\.(authorizer(?:\.[A-Za-z0-9_]+(?:[:-][A-Za-z0-9_]+)*)+|[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*)/g;

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
  return format.replace(variable, (_, name: string) => {
    const value = variables.get(name);
    if (value === undefined || value === '') return '-';
    return accessLogEscapes === 'none' ? value : JSON.stringify(value).slice(1, -1);
  });
}
