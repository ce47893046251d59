import type { Principal } from '@scopegate/contract/decision';

/** A verified token, by everything it can be revoked by. */
export type RevocableToken = Pick<Principal, 'issuer' | 'subject' | 'clientId' | 'tokenId' | 'issuedAt'>;

/** Knows which tokens were revoked before they expired. */
export interface RevocationList {
  /**
   * Whether a token is revoked: by its issuer and id, by its issuer and subject when it was issued before a time (a token
   * without `iat` was), or by its issuer and client.
   *
   * @throws {Error} when that cannot be known; never answers `false` for "unknown"
   */
  isRevoked(token: RevocableToken): Promise<boolean>;
}

/** How a guard uses a list. */
export interface RevocationOptions {
  readonly list: RevocationList;
  /**
   * What happens to a request while the list cannot be read. There is no default, because each is wrong for some APIs:
   * `'deny'` makes the list a dependency of every request (500, `revocation_unavailable`), `'allow'` lets a revoked token
   * pass during an outage (audit line `revocation: 'unchecked'`, metric `RevocationUnchecked`).
   */
  readonly whenUnavailable: 'deny' | 'allow';
}

/** @throws {Error} for options that leave the choice open, which JavaScript would let through */
export function assertRevocationOptions({ list, whenUnavailable }: RevocationOptions): void {
  if (typeof list?.isRevoked !== 'function')
    throw new Error('revocation.list has no isRevoked(). Give a RevocationList.');
  if (whenUnavailable !== 'deny' && whenUnavailable !== 'allow')
    throw new Error(
      `revocation.whenUnavailable: given ${JSON.stringify(whenUnavailable) ?? 'nothing'}, allowed: "deny" (fail closed) or "allow" (fail open). There is no default: choose one.`,
    );
}
