import type { State } from '../state.ts';
import type { TokenVerifier } from '../token/token-verifier.ts';

/** The token's signature and claims; throws when the issuer's keys cannot be had. */
export const verifyToken =
  (verifier: TokenVerifier) =>
  async (state: State): Promise<void> => {
    if (state.token === undefined) return;
    const verification = await verifier.verify(state.token);
    if (verification.ok) {
      state.verified = verification.token;
      state.issuer = verification.token.principal.issuer;
    } else {
      state.refused = verification.reason;
      if (verification.issuer !== undefined) state.issuer = verification.issuer;
    }
  };
