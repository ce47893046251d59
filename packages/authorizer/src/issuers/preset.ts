import { type AddFault, type Config, type ReadBy, type Readers, readMembers, refuseOthers } from './config.ts';
import type { Issuer, VerifiedClaims } from './issuer.ts';
import { algorithms, audience, claims, clients, optional, seconds, texts } from './readers.ts';
import { hasAccessTokenType, isNoIdToken } from './token-type.ts';

/** Reads one entry of the configuration; what it returns counts only when no fault was added. */
export type Preset = (config: Config, fault: AddFault) => Issuer[];

/** What a preset knows of its issuers by itself. */
export interface OwnTraits extends Pick<Issuer, 'issuer' | 'jwksUri' | 'clientClaim' | 'scopesOf'> {
  readonly tokenIdClaim?: string;
  /** The type of the header, where it is required. */
  readonly typ?: 'at+jwt' | undefined;
  /** Whether the claims are those of an access token. @default what only ID tokens carry is not there */
  readonly isAccess?: (claims: VerifiedClaims) => boolean;
}

/** Readers of `SharedSettings`. */
export const shared = {
  claims,
  requiredClaims: texts,
  expiryToleranceSeconds: seconds(0),
  clockToleranceSeconds: seconds(60),
};

/** Readers of `AudienceSettings`. */
const withAudience = { audience, clients: optional(clients, undefined), algorithms, ...shared };

/** What a preset need not know. */
export const usual = { tokenIdClaim: 'jti' };

/** A preset whose tokens name an audience: its own members and what it knows; the rest is the same for all. */
export const audiencePreset =
  <Members extends Readers>(members: Members, describe: (settings: ReadBy<Members>) => OwnTraits): Preset =>
  (config, fault) => {
    refuseOthers(config, { ...members, ...withAudience }, fault);
    const { audience, ...others } = readMembers(config, withAudience, fault);
    const { typ, isAccess = isNoIdToken, ...traits } = describe(readMembers(config, members, fault));
    return [
      {
        ...usual,
        ...others,
        ...traits,
        audience: { kind: 'audience', audiences: audience },
        isAccessToken: (header, claims) => hasAccessTokenType(header, typ) && isAccess(claims),
      },
    ];
  };
