import type { ClientSettings } from './client-settings.ts';
import type { SignatureAlgorithm } from './signature-algorithm.ts';

/** What every preset can be told. */
export interface SharedSettings {
  /**
   * Claims to carry to the handlers, under `claim_<name>`: a list of names; or an object of names, each with the claim it
   * stands for, as `{ org: 'https://example.com/org' }`. Names have letters, digits and `_`, and are none that the
   * authorizer's context has itself, such as `tenant`. Strings, numbers and booleans are carried as they are, a list of
   * strings as one space-joined string; a token whose list has an item with white space is refused. Other values are left out.
   * @default none
   */
  readonly claims?: readonly string[] | Readonly<Record<string, string>>;
  /** Claims a token must have beside `sub` and `exp`, not null and not empty. @default none */
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
  readonly algorithms?: readonly SignatureAlgorithm[];
}

/** What a preset can be told whose issuer can be set to mark access tokens by `typ: at+jwt` (RFC 9068 §2.1). */
export interface TypedSettings {
  /** Given: the header of a token must say so. @default not required, and any other type is still refused */
  readonly typ?: 'at+jwt' | undefined;
}

/** The members of {@link SharedSettings}. */
export const sharedMembers = [
  'claims',
  'requiredClaims',
  'expiryToleranceSeconds',
  'clockToleranceSeconds',
] as const satisfies readonly (keyof SharedSettings)[];

/** The members of {@link AudienceSettings}, the shared ones among them. */
export const audienceMembers = [
  ...sharedMembers,
  'audience',
  'clients',
  'algorithms',
] as const satisfies readonly (keyof AudienceSettings)[];

/** What `typ` can be. */
export const requirableTypes = ['at+jwt'] as const;

/** Largest tolerance, for expiry and for clocks. */
export const mostToleranceSeconds = 60;
/** Tolerances where the settings name none. */
export const defaultExpiryToleranceSeconds = 0;
export const defaultClockToleranceSeconds = 60;
