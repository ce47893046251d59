import type { RevocableToken, RevocationOptions } from './revocation-list.ts';

/** `unchecked`: the list could not be read, and the options say to allow then. */
export type RevocationCheck = 'good' | 'revoked' | 'unavailable' | 'unchecked';

/**
 * Asks the list about a token. One that no entry could name, because its context carries no token id, counts as a list
 * that cannot be read.
 */
export async function checkRevocation(
  token: RevocableToken,
  { list, whenUnavailable }: RevocationOptions,
): Promise<RevocationCheck> {
  try {
    if (await list.isRevoked(token)) return 'revoked';
    if (token.tokenId !== undefined) return 'good';
  } catch {
    // The list reports its own errors; here every one of them is the same case.
  }
  return whenUnavailable === 'allow' ? 'unchecked' : 'unavailable';
}
