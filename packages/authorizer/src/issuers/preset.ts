import {
  defaultClockToleranceSeconds,
  defaultExpiryToleranceSeconds,
  type IssuerShape,
} from '@scopegate/contract/issuers';
import { hasAccessTokenClaims, hasAccessTokenType } from './access-token-check.ts';
import { type AddFault, type Config, type Reader, readMembers, refuseOthers } from './config.ts';
import type { Issuer } from './issuer.ts';
import { algorithms, audience, claims, clients, optional, seconds, texts } from './readers.ts';
import { scopesIn } from './scope-claim.ts';

/** Reads one entry of the configuration; what it returns counts only when no fault was added. */
export type Preset = (config: Config, fault: AddFault) => Issuer[];

/** Readers of `SharedSettings`. */
export const shared = {
  claims,
  requiredClaims: texts,
  expiryToleranceSeconds: seconds(defaultExpiryToleranceSeconds),
  clockToleranceSeconds: seconds(defaultClockToleranceSeconds),
};

/** Readers of `AudienceSettings`. */
const withAudience = { audience, clients: optional(clients), algorithms, ...shared };

/** What an issuer sends, and how that is read. */
export const toTraits = (shape: IssuerShape) => ({
  ...shape,
  jwksUri: shape.jwksUri ?? 'discover',
  scopesOf: scopesIn(shape),
});

/** By header and claims: neither may be those of another token. */
export const isAccessToken =
  (shape: IssuerShape): Issuer['isAccessToken'] =>
  (header, claims) =>
    hasAccessTokenType(header, shape) && hasAccessTokenClaims(claims, shape);

/** A reader for each member: the compiler asks for all of them, and for no other. */
type ReadersOf<Options> = { readonly [Name in keyof Options]-?: Reader<Options[Name]> };

/** A preset whose tokens name an audience: readers of its own members, and what its issuer sends. */
export const audiencePreset =
  <Options extends object>(members: ReadersOf<Options>, shapeOf: (options: Options) => IssuerShape): Preset =>
  (config, fault) => {
    refuseOthers(config, { ...members, ...withAudience }, fault);
    const { audience, ...others } = readMembers(config, withAudience, fault);
    const shape = shapeOf(readMembers(config, members, fault));
    return [
      {
        ...others,
        ...toTraits(shape),
        audience: { kind: 'audience', audiences: audience },
        isAccessToken: isAccessToken(shape),
      },
    ];
  };
