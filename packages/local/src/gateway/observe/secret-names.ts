/** Names of headers, cookies and query parameters whose values are credentials, whatever an API does with them. */
const secretName =
  /auth|token|bearer|secret|passw|pwd|api[-_]?key|cookie|signature|session|credential|jwt|assertion|^(?:code|key|sig|otp|pin)$/i;

/** The same in what functions answer, where `isAuthorized` and `auth_time` are no credentials. */
const secretMember = /token$|secret|passw|pwd|api[-_]?key|cookie|credential|jwt|bearer|assertion/i;

/** Identity sources that say where a request comes from: nobody gets in by knowing them. */
const openHeaders: ReadonlySet<string> = new Set(['host', 'origin', 'user-agent']);

/** Whether the value under a name must not be written down. */
export const isSecretName = (name: string): boolean => secretName.test(name);

/** Whether the value of a header that is an identity source must not be written down. */
export const isSecretSource = (name: string): boolean => !openHeaders.has(name.toLowerCase());

/** Whether the value of a member of an answer, or of a stage variable, must not be written down. */
export const isSecretMember = (name: string): boolean => secretMember.test(name);
