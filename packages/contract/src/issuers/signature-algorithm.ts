/** Signature algorithms that can be accepted (RFC 7518 §3.1, RFC 8037): asymmetric ones only, never HMAC and never `none`. */
export const signatureAlgorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number];

/** Accepted when the settings name none. */
export const defaultAlgorithms: readonly SignatureAlgorithm[] = ['RS256', 'ES256', 'EdDSA'];
