import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { JsonAnswer } from '../../runtime/index.ts';

/** The header that carries the secret of the run. Never a URL: those end up in histories and logs. */
const secretHeader = 'x-scopegate-admin';

/** Who the admin endpoint is, and what opens it. */
export interface AdminAddress {
  readonly port: number;
  readonly secret: string;
}

/**
 * Why a caller is not served; `undefined` for one that is. A web page must not get in by any way: not under a name that
 * resolves to this machine (`Host` must be exact), not from another origin (no `Origin` but its own, no CORS answer),
 * not without the secret, whose length and content take the same time to compare.
 *
 * @see RFC 9110 section 7.2 (Host), RFC 6454 section 7 (Origin)
 */
export function refuseCaller(
  { headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>,
  { port, secret }: AdminAddress,
): JsonAnswer | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const only = (name: string): string | undefined => {
    const values = headersDistinct[name] ?? [];
    return values.length === 1 ? values[0] : undefined;
  };
  if (!hosts.includes(only('host') ?? '')) {
    return refusal(421, `The Host header is not this server's. Allowed: ${hosts.join(' or ')}.`);
  }
  const foreign = (headersDistinct['origin'] ?? []).some(
    (origin) => !hosts.some((host) => origin === `http://${host}`),
  );
  if (foreign) return refusal(403, 'The request comes from a web page of another origin. Allowed: no Origin header.');
  if (isSame(only(secretHeader) ?? '', secret)) return undefined;
  return refusal(401, `The secret of this run is missing or wrong. Send it in one ${secretHeader} header.`);
}

const refusal = (status: number, message: string): JsonAnswer => ({ status, body: { message } });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isSame = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected));
