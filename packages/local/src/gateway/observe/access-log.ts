/**
 * One access log line: each `$context.<variable>` of the format replaced by its value, `-` where it is unset. Values are
 * escaped as inside a JSON string, so that a client can neither end a line nor, in a JSON format, a member.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export function formatAccessLog(format: string, variables: ReadonlyMap<string, string>): string {
  return format.replace(/\$context\.([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)/g, (_, name: string) => {
    const value = variables.get(name);
    return value === undefined || value === '' ? '-' : JSON.stringify(value).slice(1, -1);
  });
}
