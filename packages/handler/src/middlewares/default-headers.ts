import type { AccessRule } from '@scopegate/contract';
import type { HttpEvent, HttpResult, Middleware } from '../http-types.ts';

/**
 * Headers that every answer has unless the handler set them, under a name in any case.
 *
 * Answers of routes that are not open are for one caller: `no-store`, or `private, no-cache` where the handler gave a
 * validator (RFC 9111 §5.2.2). Errors are never stored. No browser guesses another content type.
 */
export const defaultHeaders = (rule: AccessRule): Middleware => {
  const add = ({ response }: { readonly event: HttpEvent; readonly response: HttpResult | null | undefined }): void => {
    if (response === null || response === undefined) return;
    response.headers = withDefaults(response, rule);
  };
  return { after: add, onError: add };
};

function withDefaults({ statusCode = 200, headers = {} }: HttpResult, rule: AccessRule): HttpResult['headers'] {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const isPrivate = statusCode >= 400 || !answersAllAlike(rule);
  const defaults = {
    'x-content-type-options': 'nosniff',
    ...(isPrivate ? { 'cache-control': hasValidator(names) ? 'private, no-cache' : 'no-store' } : {}),
  };
  return { ...headers, ...Object.fromEntries(Object.entries(defaults).filter(([name]) => !names.has(name))) };
}

/** Whether an answer is the same for every caller, so that caches may share it. */
function answersAllAlike(rule: AccessRule): boolean {
  if (rule.kind === 'open') return true;
  rule.kind satisfies 'authenticated' | 'scopes' | 'iam';
  return false;
}

const hasValidator = (names: ReadonlySet<string>): boolean => names.has('etag') || names.has('last-modified');
