import type { GatewayRequest } from './gateway-request.ts';

/** Headers whose names payload format 1.0 shows in one spelling, however they were sent. */
const canonical: ReadonlyMap<string, string> = new Map(
  [
    'Content-Length',
    'Content-Type',
    'Host',
    'User-Agent',
    'X-Amzn-Trace-Id',
    'X-Forwarded-For',
    'X-Forwarded-Port',
    'X-Forwarded-Proto',
  ].map((name) => [name.toLowerCase(), name]),
);

/**
 * Headers as payload format 1.0 has them: every value by name, well-known names in their canonical spelling, all others
 * as first sent; `cookie` among them.
 *
 * @param received what functions may see, by lower-case name: what the gateway wrote replaces what was sent
 */
export function multiValueHeaders(
  sent: GatewayRequest['headers'],
  received: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const groups = Map.groupBy(sent, ([name]) => name.toLowerCase());
  const entries = [...received].map(([name, joined]) => {
    const group = groups.get(name) ?? [];
    const values = group.map(([, value]) => value);
    const spelling = canonical.get(name) ?? group[0]?.[0] ?? name;
    return [spelling, values.join(',') === joined ? values : [joined]] as const;
  });
  return new Map(entries);
}
