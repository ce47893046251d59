// No request leaves the machine on the way there.
const loopback = /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/;

/** Whether a text is an https URL without user, query and fragment; http only for a loopback address. */
export const isIssuerUrl = (text: string): boolean => isSafeUrl(text, ({ origin, pathname }) => origin + pathname);

/** The same for the address of a key set, which may have a query: Entra's keys of one application have. */
export const isKeySetUrl = (text: string): boolean =>
  isSafeUrl(text, ({ origin, pathname, search }) => origin + pathname + search);

function isSafeUrl(text: string, allowed: (url: URL) => string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))) &&
    url.href === allowed(url)
  );
}

/**
 * Where an issuer has its discovery document: below the issuer, of which a slash at the end does not count.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export const discoveryUrl = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
