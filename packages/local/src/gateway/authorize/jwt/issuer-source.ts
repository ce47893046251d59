import type { JWK } from 'jose';
import { RefusedValueError, unreachableIssuer } from '../../../model/index.ts';
import { isLoopback } from '../../../runtime/index.ts';

/** Where an issuer's keys come from instead of the issuer's own address. */
export type IssuerSource =
  | {
      /** The public keys themselves, as in a JWKS file. */
      readonly keys: readonly JWK[];
    }
  | {
      /** A loopback URL that answers for the issuer: discovery and key set are asked for below it. */
      readonly address: string;
    };

/** By issuer, exactly as tokens name it. */
export type IssuerKeys = Readonly<Record<string, IssuerSource>>;

/**
 * The source of an issuer's keys: the one given for it, else the issuer itself when it is on this machine.
 *
 * @throws RefusedValueError for any other issuer, which cannot be reached offline
 */
export function issuerSource(issuer: string, given: IssuerKeys): IssuerSource {
  const source = Object.hasOwn(given, issuer) ? given[issuer] : undefined;
  if (source) return source;
  if (URL.canParse(issuer) && isLoopback(new URL(issuer).hostname)) return { address: issuer };
  throw new RefusedValueError(unreachableIssuer(issuer));
}
