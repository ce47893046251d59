import type { ReasonCode } from './reason.ts';

/**
 * Whether a genuine token that is denied for this reason may pass a gateway in challenge mode, so that the guard can tell
 * the client why. The registry says the same by `challengeable`; it stands here once more because the registry's texts
 * have no place in the authorizer's cold start. A test holds the two equal.
 */
export const isChallengeable = (code: ReasonCode): code is 'token_expired' | 'insufficient_scope' =>
  code === 'token_expired' || code === 'insufficient_scope';
