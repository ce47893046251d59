import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';

/** What is known of an OAuth client beside its ID. */
export interface ClientSettings {
  /** The tenant its tokens act for: 1 to 64 lower-case letters, digits and `-`. @default - its tokens have no tenant */
  readonly tenant?: string;
}

/** A client of a user pool whose tokens open the API. */
export interface CognitoClient extends ClientSettings {
  readonly client: IUserPoolClient;
}

/** What every issuer can be told. */
export interface SharedIssuerOptions {
  /**
   * Claims to carry to the handlers, under `claim_<name>`: strings, numbers and booleans. Names of letters, digits and
   * `_`, and none that the authorizer's context has itself, such as `tenant`.
   * @default - none
   */
  readonly claims?: readonly string[];
  /** Claims a token must have beside `sub` and `exp`, not null and not empty. @default - none */
  readonly requiredClaims?: readonly string[];
  /** Seconds a token is accepted beyond `exp`, 0 to 60. @default 0 - not a second */
  readonly expiryToleranceSeconds?: number;
  /** Seconds `nbf` and `iat` may lie in the future, 0 to 60. @default 60 */
  readonly clockToleranceSeconds?: number;
}

/** A signature algorithm that can be accepted (RFC 7518 §3.1, RFC 8037): asymmetric ones only. */
export type SignatureAlgorithm = 'RS256' | 'RS384' | 'RS512' | 'ES256' | 'ES384' | 'ES512' | 'EdDSA';

/** What issuers can be told whose tokens name an audience. */
export interface AudienceIssuerOptions extends SharedIssuerOptions {
  /** A token must name at least one of them in `aud`. At least one. */
  readonly audience: readonly string[];
  /** Known clients by ID; others are refused. @default - every client the audience lets through, without a tenant */
  readonly clients?: Readonly<Record<string, ClientSettings>>;
  /** Accepted signature algorithms. @default - RS256, ES256 and EdDSA */
  readonly algorithms?: readonly SignatureAlgorithm[];
}

/** What issuers can be told that can be set to mark access tokens by their type. */
export interface TypedIssuerOptions {
  /** Given: the header of a token must say so (RFC 9068 §2.1). @default - not required; any other type is still refused */
  readonly typ?: 'at+jwt';
}

export interface CognitoIssuerOptions extends SharedIssuerOptions {
  readonly userPool: IUserPool;
  /** The identifier of the resource server: its prefix is stripped from scopes, scopes of others are dropped. */
  readonly resourceServer: string;
  /** Tokens of other clients are refused: access tokens of Cognito have no audience. At least one. */
  readonly clients: readonly CognitoClient[];
}

export interface Auth0IssuerOptions extends AudienceIssuerOptions {
  /** Host name of the tenant or its custom domain, as in `iss`: `example.eu.auth0.com`. */
  readonly domain: string;
  /** The API's access token profile; `rfc9068`: `typ: at+jwt` is required, `client_id` names the client. @default 'auth0' */
  readonly profile?: 'auth0' | 'rfc9068';
  /** The one claim that holds the scopes; `permissions` needs RBAC with "Add Permissions in the Access Token". @default 'scope' */
  readonly scopeClaim?: 'scope' | 'permissions';
}

export interface EntraIssuerOptions extends AudienceIssuerOptions {
  /** The one tenant (directory) whose tokens are accepted: its GUID in lower case, not `common` or `organizations`. */
  readonly tenantId: string;
  /** The API's `requestedAccessTokenVersion`, written out: `v1` when the manifest has null or 1. */
  readonly tokenVersion: 'v1' | 'v2';
  /** `scp`: what users delegated to a client; `roles`: what was assigned to a client itself. @default 'scp' */
  readonly scopeClaim?: 'scp' | 'roles';
}

export interface OktaIssuerOptions extends AudienceIssuerOptions {
  /** The custom authorization server's issuer: `https://example.okta.com/oauth2/default`. */
  readonly issuer: string;
}

export interface KeycloakIssuerOptions extends AudienceIssuerOptions, TypedIssuerOptions {
  /** The realm's issuer: `https://id.example.com/realms/shop`. */
  readonly issuer: string;
}

export interface OidcIssuerOptions extends AudienceIssuerOptions, TypedIssuerOptions {
  /** Compared with `iss` character by character: `https://...`. */
  readonly issuer: string;
  /** Where the keys are. @default - found by discovery below the issuer */
  readonly jwksUri?: string;
  /** The one claim that holds the scopes. @default 'scope' */
  readonly scopeClaim?: 'scope' | 'scp' | 'permissions' | 'roles' | 'groups';
  /** The claim that names the OAuth client. @default 'client_id' */
  readonly clientClaim?: string;
}
