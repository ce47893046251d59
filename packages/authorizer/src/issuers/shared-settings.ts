import type { Algorithm, ClientSettings } from './issuer.ts';

/** What every preset can be told. */
export interface SharedSettings {
  /** Claims to carry to the handlers, under `claim_<name>`. Strings, numbers and booleans only. @default none */
  readonly claims?: readonly string[];
  /** Claims a token must have beside `sub` and `exp`. @default none */
  readonly requiredClaims?: readonly string[];
  /** Seconds a token is accepted beyond `exp`, 0 to 60. @default 0 */
  readonly expiryToleranceSeconds?: number;
  /** Seconds `nbf` and `iat` may lie in the future, 0 to 60. @default 60 */
  readonly clockToleranceSeconds?: number;
}

/** What a preset can be told whose tokens name an audience. */
export interface AudienceSettings extends SharedSettings {
  /** A token must name at least one of them in `aud`. At least one. */
  readonly audience: readonly string[];
  /** Known clients by ID; others are refused. @default every client the audience lets through, without a tenant */
  readonly clients?: Readonly<Record<string, ClientSettings>>;
  /** Accepted signature algorithms. @default RS256, ES256 and EdDSA */
  readonly algorithms?: readonly Algorithm[];
}

/** What a preset can be told whose issuer can be set to mark access tokens by `typ: at+jwt` (RFC 9068 §2.1). */
export interface TypedSettings {
  /** Given: the header of a token must say so. @default not required, and any other type is still refused */
  readonly typ?: 'at+jwt';
}
