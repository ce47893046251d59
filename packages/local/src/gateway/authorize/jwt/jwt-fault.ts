/** Why a token is refused. */
export type JwtFault =
  | 'missing'
  | 'segments'
  | 'malformed'
  | 'algorithm'
  | 'unknown-key'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'issued-later'
  | 'keys-unavailable'
  | 'scope';

/** Faults whose `error_description` is not known for certain: named in the setting `jwtErrorDescriptions`. */
export type UncertainJwtFault = Exclude<JwtFault, 'missing' | 'segments' | 'audience'>;
