export type { AuthorizerEvent, SimpleResponse } from './authorizer-event.ts';
export { type Authorizer, type AuthorizerOptions, createAuthorizer } from './create-authorizer.ts';
export type { Algorithm, AudienceCheck, ClientSettings, Issuer, VerifiedClaims } from './issuers/issuer.ts';
export { parseIssuers } from './issuers/parse-issuers.ts';
export type { FetchJson } from './keys/fetch-json.ts';
export { KeysUnavailableError } from './keys/keys-unavailable-error.ts';
