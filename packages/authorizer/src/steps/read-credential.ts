import { parseCredential, unreadToken } from '../credential.ts';
import type { State } from '../state.ts';
import type { TokenVerifier } from '../token/token-verifier.ts';

/**
 * The one bearer token of the request (RFC 6750 §2.1), of a request whose verdict may be cached. A token that was verified before is found by
 * look-up, without matching the grammar again: most requests bring one that was here before.
 */
export const readCredential =
  (maxBytes: number, { recall }: Pick<TokenVerifier, 'recall'>) =>
  (state: State): void => {
    if (state.cacheKeyUnproven) {
      state.refused = 'cache_key_unproven';
      return;
    }
    const token = unreadToken(state.authorization);
    const verified = token === undefined ? undefined : recall(token);
    if (token !== undefined && verified !== undefined) {
      state.token = token;
      state.verified = verified;
      return;
    }
    const credential = parseCredential(state.authorization, maxBytes);
    if (credential.ok) state.token = credential.token;
    else state.refused = credential.reason;
  };
