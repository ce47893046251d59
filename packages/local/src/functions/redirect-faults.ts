import { isLoopback } from '../runtime/index.ts';
import type { Redirect } from './bootstrap/protocol.ts';

/** What is wrong with a list of redirects; empty when nothing is. Does not look whether anything listens there. */
export function redirectFaults(redirects: readonly Redirect[]): string[] {
  return redirects.flatMap(({ host, to }) => [
    ...(/^[a-z0-9.-]+$/i.test(host)
      ? []
      : [`host is "${host}"; allowed is a bare host name such as "cognito-idp.us-east-1.amazonaws.com".`]),
    ...(isLocalOrigin(to)
      ? []
      : [`"${host}" goes to "${to}"; allowed is "http://<loopback address>:<port>", nothing behind it.`]),
  ]);
}

function isLocalOrigin(to: string): boolean {
  const url = URL.parse(to);
  if (url === null || url.protocol !== 'http:' || !isLoopback(url.hostname)) return false;
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}
