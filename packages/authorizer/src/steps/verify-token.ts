import type { State } from '../state.ts';
import type { TokenVerifier } from '../token/token-verifier.ts';

/** The token's signature and claims; throws when the issuer's keys cannot be had. Waits for nothing when it has both. */
export const verifyToken =
  (verifier: TokenVerifier) =>
  (state: State): void | Promise<void> => {
    if (state.token !== undefined && state.verified === undefined) return verify(verifier, state, state.token);
  };

async function verify(verifier: TokenVerifier, state: State, token: string): Promise<void> {
  const verification = await verifier.verify(token);
  if (verification.ok) state.verified = verification.token;
  else {
    state.refused = verification.reason;
    state.issuer = verification.issuer;
  }
}
