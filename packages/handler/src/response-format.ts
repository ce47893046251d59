/** What the authorizer in front of a handler answers with, and so which context the guard takes. */
export type ResponseFormat = 'simple' | 'policy';

/**
 * The value of `SCOPEGATE_RESPONSE`, `simple` when it is not set.
 *
 * @throws {Error} when it is anything else: no context is believed then
 */
export function readResponseFormat(): ResponseFormat {
  const text = process.env['SCOPEGATE_RESPONSE'] ?? 'simple';
  if (text === 'simple' || text === 'policy') return text;
  throw new Error(
    `SCOPEGATE_RESPONSE is ${JSON.stringify(text)}. Allowed: simple, policy. Set it to what the authorizer has.`,
  );
}
