/**
 * Names of headers, cookies, path and query parameters whose values are credentials, whatever an API does with them.
 * `author` and `authority` are none, `authorization` is.
 */
const secretName =
  /auth(?!or(?!i[sz]))|token|bearer|secret|passw|pwd|api[-_]?key|cookie|signature|session|credential|jwt|assertion|^(?:code|key|sig|otp|pin)$/i;

/** Of a signed query: which key signed it, where and for what, but not with what. */
const openNames = /^x-amz-credential$/i;

/** The same in what functions answer, where `isAuthorized` and `auth_time` are no credentials. */
const secretMember = /token$|secret|passw|pwd|api[-_]?key|cookie|credential|jwt|bearer|assertion/i;

/** Identity sources that say where a request comes from: knowing them lets no caller in. */
const openHeaders: ReadonlySet<string> = new Set(['host', 'origin', 'user-agent']);

/** Clients send the same few names over and over; those of one that makes names up are not kept. */
const verdicts = new Map<string, boolean>();
const keptVerdicts = 1000;

/** Whether the value under a name must not be written down. */
export function isSecretName(name: string): boolean {
  const known = verdicts.get(name);
  if (known !== undefined) return known;
  const verdict = secretName.test(name) && !openNames.test(name);
  if (verdicts.size < keptVerdicts) verdicts.set(name, verdict);
  return verdict;
}

/** Whether the value of a header that is an identity source must not be written down. */
export const isSecretSource = (name: string): boolean => !openHeaders.has(name.toLowerCase());

/** Whether the value of a member of an answer, or of a stage variable, must not be written down. */
export const isSecretMember = (name: string): boolean => secretMember.test(name);
