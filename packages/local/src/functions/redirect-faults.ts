import type { Fault } from '../model/index.ts';
import { isLoopback, quote } from '../runtime/index.ts';
import type { Redirect } from './bootstrap/protocol.ts';

/** What is wrong with a list of redirects; empty when nothing is. Does not look whether anything listens there. */
export function redirectFaults(redirects: readonly Redirect[]): Fault[] {
  return redirects.flatMap(({ host, to }, index) => [
    ...(/^[a-z0-9.-]+$/i.test(host)
      ? []
      : [
          {
            rule: 'redirect-host',
            where: { path: `redirects[${index}].host` },
            what: 'The host of a redirect is no bare host name',
            given: quote(host),
            allowed: 'a name such as "cognito-idp.us-east-1.amazonaws.com"',
            remedy: 'Name the host alone.',
          },
        ]),
    ...(isLocalOrigin(to)
      ? []
      : [
          {
            rule: 'redirect-target',
            where: { path: `redirects[${index}].to` },
            what: `${quote(host)} is led to another place than a service on this machine`,
            given: quote(to),
            allowed: '"http://<loopback address>:<port>", nothing behind it',
            remedy: 'Give the origin of a local service.',
          },
        ]),
  ]);
}

function isLocalOrigin(to: string): boolean {
  const url = URL.parse(to);
  if (url === null || url.protocol !== 'http:' || !isLoopback(url.hostname)) return false;
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}
