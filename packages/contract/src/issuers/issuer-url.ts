// No request leaves the machine on the way there.
const loopback = /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/;

/** Whether a text is an https URL without user, query and fragment; http only for a loopback address. */
export function isIssuerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, origin, pathname, href } = new URL(text);
  return (protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))) && href === origin + pathname;
}

/**
 * Where an issuer has its discovery document: below the issuer, of which a slash at the end does not count.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export const discoveryUrl = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
