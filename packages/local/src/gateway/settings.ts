import type { UncertainJwtFault } from './authorize/jwt/jwt-fault.ts';

/**
 * What AWS does not document and nobody measured for certain: one switch each, set to the likeliest behaviour. The
 * names in brackets are the sections of the behaviour reference that mark the row uncertain.
 */
export interface Settings {
  /** Whether a request that the authorizer would refuse takes a throttle token. Default: after the authorizer. [0.1] */
  readonly throttlePosition: 'after-authorizer' | 'before-authorizer';
  /** Body message of a 429. [0.2] */
  readonly tooManyRequestsMessage: string;
  /** Status for a request line and headers above 10240 bytes. Default: 431. [0.2] */
  readonly headersTooLargeStatus: 431 | 414;
  /** Body message that goes with it. [0.2] */
  readonly headersTooLargeMessage: string;
  /** Body message of the 414 for a route ARN above 1600 bytes. [0.2] */
  readonly routeArnTooLongMessage: string;
  /** Status when the integration's own timeout passes: 503 was measured, AWS's troubleshooting pages say 504. [0.2] */
  readonly integrationTimeoutStatus: 503 | 504;
  /** Status when the target of an HTTP integration cannot be reached. Default: 503. [0.2] */
  readonly integrationUnreachableStatus: 503 | 500;
  /** `via` as the target of an HTTP integration sees it. */
  readonly proxyVia: string;
  /** `error_description` of the refusals of a JWT whose text nobody published. [C.2] */
  readonly jwtErrorDescriptions: Readonly<Record<UncertainJwtFault, string>>;
  /** Signature algorithms a JWT authorizer takes: "RSA-based", which AWS does not spell out. [C.1] */
  readonly jwtAlgorithms: readonly string[];
  /** Seconds by which `exp`, `nbf` and `iat` may be off. Default: 0, none is documented. [C.1] */
  readonly jwtClockSkewSeconds: number;
  /** What becomes of a token without `exp`. Default: refused. [C.1] */
  readonly jwtWithoutExpiry: 'refused' | 'accepted';
  /** Whether a key id that the kept key set lacks makes the gateway fetch it anew. Default: yes. [C.1] */
  readonly jwtUnknownKid: 'refetched' | 'denied';
  /** Status when an issuer's keys cannot be had. Default: 500. [C.2] */
  readonly jwtKeysUnavailableStatus: 500 | 401;
  /** Whether a 403 for missing scopes carries `www-authenticate`. Default: no, none was captured. [C.2] */
  readonly insufficientScopeChallenge: 'omitted' | 'sent';
  /** Whether `x-amz-content-sha256: UNSIGNED-PAYLOAD` is taken on `AWS_IAM` routes. Default: refused. [D] */
  readonly unsignedPayload: 'refused' | 'accepted';
  /** The answer on a custom domain whose mappings do not match. Default: 403. */
  readonly unmappedDomainStatus: 403 | 404;
  /** Authorizers of one API; AWS raises the quota on request. Default: 10. [F] */
  readonly authorizersPerApi: number;
  /** Milliseconds a Lambda authorizer may take. Default: the documented 10000; what follows (500) is uncertain. [B.6] */
  readonly authorizerTimeoutMillis: number;
  /** `requestContext.authorizer` when the authorizer answered without a context: `{ lambda: null }` or no key. [A.1] */
  readonly absentAuthorizerContext: 'null' | 'omitted';
  /** The authorizer event's `identitySource` when none is configured. Default: no such key. [B.2] */
  readonly absentIdentitySource: 'omitted' | 'null';
  /** Whether the stage is part of the authorizer cache's key. Default: yes. [B.7] */
  readonly authorizerCacheKeyedByStage: boolean;
  /** Results one API keeps before the oldest is dropped; AWS publishes no bound. Default: 10000. [B.7] */
  readonly authorizerCacheEntries: number;
  /** Whether `application/*+json` bodies reach the function as text. Default: no, base64 like all unlisted types. [A.1] */
  readonly jsonSuffixIsText: boolean;
  /** A `?` that appears when the path is decoded ends the path (seen once), or stays in it. Default: ends it. [A.1] */
  readonly decodedQuestionMark: 'ends-path' | 'kept';
  /** Whether `{id}` captures an empty last or middle segment (`/pets/`). Never the root path. Default: yes. [E.4] */
  readonly parameterMatchesEmptySegment: boolean;
  /** Whether `ANY /a/b` beats `GET /a/{x}` (path first) or the other way round. Default: path first. [E.3] */
  readonly routePrecedence: 'path-first' | 'method-first';
  /** What `AllowOrigins: ['*']` answers: the literal `*` or the caller's origin. Default: `*`. [E.5] */
  readonly wildcardOriginAnswer: 'literal' | 'echo';
  /** Between the members of a CORS list header. [E.5] */
  readonly corsListSeparator: string;
  /** `x-forwarded-port` as functions see it: AWS's own 443, whatever port listens here. [A.1] */
  readonly forwardedPort: string;
  /** `x-forwarded-proto` as functions see it: AWS's own https. [A.1] */
  readonly forwardedProto: string;
  /** Requests per second over all APIs of the account, whatever stages allow. Default: a new account's 10000. [F] */
  readonly accountRateLimit: number;
  /** Burst over all APIs of the account. Default: a new account's 5000. [F] */
  readonly accountBurstLimit: number;
  /** Milliseconds that `close()` waits for requests under way. Not AWS's: the local server's own. */
  readonly closeGraceMillis: number;
}

/** The likeliest behaviour for every row; see {@link Settings}. */
export const defaultSettings: Settings = {
  throttlePosition: 'after-authorizer',
  tooManyRequestsMessage: 'Too Many Requests',
  headersTooLargeStatus: 431,
  headersTooLargeMessage: 'Request Header Fields Too Large',
  routeArnTooLongMessage: 'Request URI too long',
  integrationTimeoutStatus: 503,
  integrationUnreachableStatus: 503,
  proxyVia: 'HTTP/1.1 AmazonAPIGateway',
  jwtErrorDescriptions: {
    malformed: 'token is malformed',
    algorithm: 'signing method is invalid',
    'unknown-key': 'unable to find the key of the token',
    signature: 'the token signature is invalid',
    expired: 'the token has expired',
    'not-yet-valid': 'the token is not valid yet',
    'issued-later': 'the token was issued in the future',
    'keys-unavailable': 'OIDC discovery endpoint communication error',
    scope: 'the token does not have a required scope',
  },
  jwtAlgorithms: ['RS256', 'RS384', 'RS512'],
  jwtClockSkewSeconds: 0,
  jwtWithoutExpiry: 'refused',
  jwtUnknownKid: 'refetched',
  jwtKeysUnavailableStatus: 500,
  insufficientScopeChallenge: 'omitted',
  unsignedPayload: 'refused',
  unmappedDomainStatus: 403,
  authorizersPerApi: 10,
  authorizerTimeoutMillis: 10_000,
  absentAuthorizerContext: 'null',
  absentIdentitySource: 'omitted',
  authorizerCacheKeyedByStage: true,
  authorizerCacheEntries: 10_000,
  jsonSuffixIsText: false,
  decodedQuestionMark: 'ends-path',
  parameterMatchesEmptySegment: true,
  routePrecedence: 'path-first',
  wildcardOriginAnswer: 'literal',
  corsListSeparator: ',',
  forwardedPort: '443',
  forwardedProto: 'https',
  accountRateLimit: 10_000,
  accountBurstLimit: 5_000,
  closeGraceMillis: 2_000,
};
