import type { JWK } from 'jose';
import { RefusedValueError, unreachableIssuer } from '../../../model/index.ts';
import { isLoopback } from '../../../runtime/index.ts';

/** The source of an issuer's keys, in place of the issuer's own address. */
export type IssuerSource =
  | {
      /** The public keys themselves, as in a JWKS file. */
      readonly keys: readonly JWK[];
    }
  | {
      /** A loopback URL that stands in for the issuer: discovery document and key set are fetched below it. */
      readonly address: string;
    }
  | {
      /** A loopback origin that answers for issuers of any host: `https://<host>/<path>` is asked as `<origin>/<host>/<path>`. */
      readonly origin: string;
    };

/** Sources by issuer, spelled exactly as the `iss` of its tokens. */
export type IssuerKeys = Readonly<Record<string, IssuerSource>>;

/**
 * The source of an issuer's keys: the one given for it, else the issuer itself when it is on this machine.
 *
 * @throws {RefusedValueError} for any other issuer, which cannot be reached offline
 */
export function issuerSource(issuer: string, given: IssuerKeys): IssuerSource {
  const source = Object.hasOwn(given, issuer) ? given[issuer] : undefined;
  if (source) return source;
  if (URL.canParse(issuer) && isLoopback(new URL(issuer).hostname)) return { address: issuer };
  throw new RefusedValueError(unreachableIssuer(issuer));
}
