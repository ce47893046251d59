/**
 * Whether a text is an https URL without user, query and fragment; http only for a loopback address, where nobody is in
 * between.
 */
export function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const loopback = /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(hostname);
  return (
    (protocol === 'https:' || (protocol === 'http:' && loopback)) && `${username}${password}${search}${hash}` === ''
  );
}
