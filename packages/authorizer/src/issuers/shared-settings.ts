import {
  type Config,
  type Faults,
  readAlgorithms,
  readChoice,
  readClaims,
  readClients,
  readSeconds,
  readText,
  readTexts,
} from './config.ts';
import type { Algorithm, ClientSettings, Issuer } from './issuer.ts';

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

const sharedMembers = ['preset', 'claims', 'requiredClaims', 'expiryToleranceSeconds', 'clockToleranceSeconds'];
const audienceMembers = ['audience', 'clients', 'algorithms'];
const most = 60;

type Shared = Pick<
  Issuer,
  'claims' | 'requiredClaims' | 'expiryToleranceSeconds' | 'clockToleranceSeconds' | 'tokenIdClaim'
>;
type SharedWithAudience = Shared & Pick<Issuer, 'audience' | 'clients' | 'algorithms'>;

/** @param own members of this preset alone */
export function readShared(config: Config, faults: Faults, own: readonly string[]): Shared {
  faults.onlyMembers(config, [...sharedMembers, ...own]);
  return {
    claims: readClaims(config, faults),
    requiredClaims: readTexts(config, 'requiredClaims', faults),
    tokenIdClaim: 'jti',
    expiryToleranceSeconds: readSeconds(config, 'expiryToleranceSeconds', { faults, fallback: 0, most }),
    clockToleranceSeconds: readSeconds(config, 'clockToleranceSeconds', { faults, fallback: most, most }),
  };
}

/** @param own members of this preset alone */
export function readSharedWithAudience(config: Config, faults: Faults, own: readonly string[]): SharedWithAudience {
  const audiences = readTexts(config, 'audience', faults);
  if (Array.isArray(config['audience'] ?? []) && audiences.length === 0)
    faults.add('audience', config['audience'], 'at least one audience');
  return {
    ...readShared(config, faults, [...audienceMembers, ...own]),
    audience: { kind: 'audience', audiences },
    clients: readClients(config, faults),
    algorithms: readAlgorithms(config, faults),
  };
}

export const readTyp = (config: Config, faults: Faults): 'at+jwt' | undefined =>
  config['typ'] === undefined ? undefined : readChoice(config, 'typ', { faults, choices: ['at+jwt'] as const });

/** A host name, without scheme, port and path. */
export function readHost(config: Config, member: string, faults: Faults): string {
  const host = readText(config, member, faults);
  if (host !== '' && !/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host))
    faults.add(member, host, 'a host name in lower case such as example.eu.auth0.com');
  return host;
}
