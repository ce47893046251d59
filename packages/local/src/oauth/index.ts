export {
  createOAuthServer,
  type OAuthClient,
  type OAuthIssuer,
  type OAuthPool,
  type OAuthServer,
} from './oauth-server.ts';
export type { GivenKeys } from './stand-in/foreign-issuer.ts';
export { type ForeignIssuerOptions, foreignIssuers } from './stand-in/foreign-issuers.ts';
export type { MintRequest } from './stand-in/mint-request.ts';
