/** Nobody is in between. */
const loopback = /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/;

/** Whether a text is an https URL without user, query and fragment; http only for a loopback address. */
export function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, origin, pathname, href } = new URL(text);
  return (protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))) && href === origin + pathname;
}
