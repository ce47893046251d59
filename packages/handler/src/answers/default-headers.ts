import type { AccessRule } from '@scopegate/contract';

/**
 * Headers that every answer has unless it sets them itself.
 *
 * Answers of routes that are not open are for one caller: `no-store`, or `private, no-cache` where there is a validator
 * (RFC 9111 §5.2.2). Errors are never stored. No browser guesses another content type.
 *
 * @param has whether the answer has a header, by its name in lower case
 */
export function defaultHeaders(
  rule: AccessRule,
  status: number,
  has: (name: string) => boolean,
): Record<string, string> {
  const isPrivate = status >= 400 || !answersAllAlike(rule);
  const headers: Record<string, string> = {};
  if (!has('x-content-type-options')) headers['x-content-type-options'] = 'nosniff';
  if (isPrivate && !has('cache-control'))
    headers['cache-control'] = has('etag') || has('last-modified') ? 'private, no-cache' : 'no-store';
  return headers;
}

/** Whether an answer is the same for every caller, so that caches may share it. */
function answersAllAlike(rule: AccessRule): boolean {
  if (rule.kind === 'open') return true;
  rule.kind satisfies 'authenticated' | 'scopes' | 'iam';
  return false;
}
