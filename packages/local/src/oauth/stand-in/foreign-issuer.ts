import type { IssuerShape, SignatureAlgorithm } from '@scopegate/contract/issuers';

/** An issuer that is no user pool of the assembly, and whose tokens an API trusts. */
export interface ForeignIssuer {
  /** Its exact issuer string, where its keys are, and what its tokens look like. */
  readonly shape: IssuerShape;
  /** What its tokens are for; the first goes into tokens that are minted here. */
  readonly audience: readonly string[];
  /** Clients it is known to have; empty: any. */
  readonly clients: readonly string[];
  /** What it signs with here. */
  readonly algorithm: SignatureAlgorithm;
  /** Its real keys. Absent: it is stood in for, with keys of this machine. */
  readonly given?: GivenKeys;
}

/** Where the real keys of an issuer are. */
export type GivenKeys =
  | {
      /** A key set (RFC 7517 §5): its `keys`. */
      readonly keys: readonly object[];
    }
  | {
      /** A loopback URL that answers what the issuer would: what is asked below the issuer is asked below it. */
      readonly address: string;
    };
