import type { ClientCertificate } from './client-certificate.ts';

/** One HTTP request as it came off the wire: nothing joined, lower-cased or decoded yet. */
export interface GatewayRequest {
  /** As sent; methods are case-sensitive (RFC 9110 section 9.1). */
  readonly method: string;
  /** The request target: path and query, still percent-encoded. */
  readonly target: string;
  /** In the order sent, repeats included. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Whole. May end just above the payload limit: the edge stops reading there. */
  readonly body: Uint8Array;
  /** Address of the TCP peer. */
  readonly sourceIp: string;
  /** The one the TLS handshake verified; absent without mutual TLS. */
  readonly clientCertificate?: ClientCertificate;
}
