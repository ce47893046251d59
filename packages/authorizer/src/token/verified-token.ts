import type { Principal } from '@scopegate/contract/decision';

/** What the verifier lets out of a token. Only a {@link TokenVerifier} makes one. */
export interface VerifiedToken {
  readonly principal: Principal;
  /** The id of the key that verified it. */
  readonly keyId: string;
}
