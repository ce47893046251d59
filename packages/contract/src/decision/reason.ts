/** What is known about a reason code. */
export interface Reason {
  readonly kind: 'allow' | 'deny' | 'fault';
  /**
   * What it means to a client that gets to see it: 401 for a token that is not good or no longer good, 403 for one that
   * does not suffice, 500 for a fault on our side.
   */
  readonly status: 200 | 401 | 403 | 500;
  /** Safe for a client to read. */
  readonly text: string;
  /** What to do about it, for those who operate or call the API. */
  readonly remedy: string;
  /** Whether a route in challenge mode may tell the client: only for a token that held in everything else. */
  readonly challengeable: boolean;
}

// The calls below are marked pure so that a bundle that reads no text (the authorizer's) leaves out the whole registry.
const denial = (status: 401 | 403, text: string, remedy: string) =>
  ({ kind: 'deny', status, text, remedy, challengeable: false }) as const satisfies Reason;
const challenged = (status: 401 | 403, text: string, remedy: string) =>
  ({ kind: 'deny', status, text, remedy, challengeable: true }) as const satisfies Reason;
const fault = (text: string, remedy: string) =>
  ({ kind: 'fault', status: 500, text, remedy, challengeable: false }) as const satisfies Reason;

/** Every reason a decision can have. The one place they are declared; `docs/errors.md` is held equal to it. */
export const reasons = {
  allowed: { kind: 'allow', status: 200, text: 'The rule is satisfied', remedy: 'None needed', challengeable: false },

  token_expired: /* @__PURE__ */ challenged(401, 'The access token expired', 'Get a new token from the issuer'),
  insufficient_scope: /* @__PURE__ */ challenged(
    403,
    'The access token lacks a required scope',
    'Ask the issuer for a token with the scopes in the challenge',
  ),

  credential_missing: /* @__PURE__ */ denial(401, 'No access token was sent', 'Send "Authorization: Bearer <token>"'),
  credential_malformed: /* @__PURE__ */ denial(
    401,
    'The Authorization header is not one bearer token',
    'Send "Authorization: Bearer <token>" once, with nothing else in it (RFC 6750 §2.1)',
  ),
  credential_too_large: /* @__PURE__ */ denial(
    401,
    'The access token is too large',
    'Request fewer scopes or claims; 8192 bytes are accepted unless configured otherwise',
  ),
  token_malformed: /* @__PURE__ */ denial(
    401,
    'The access token is malformed',
    'Send the token exactly as the issuer gave it; it must be a signed JWT (RFC 7519) with iss and kid, no opaque and no encrypted one',
  ),
  issuer_unknown: /* @__PURE__ */ denial(
    401,
    'The access token is from an unknown issuer',
    'Get the token from a configured issuer; its iss must be equal to the last character',
  ),
  algorithm_refused: /* @__PURE__ */ denial(
    401,
    'The signature algorithm is not accepted',
    'Have the issuer sign with an algorithm that this API is configured to accept; of RSA only RS256, RS384 and RS512 can be, never PS256',
  ),
  key_unknown: /* @__PURE__ */ denial(
    401,
    'The signing key is not known',
    'Publish the key in the JWKS before signing with it',
  ),
  signature_invalid: /* @__PURE__ */ denial(
    401,
    'The signature does not verify',
    'Send the token exactly as the issuer gave it',
  ),
  token_type_wrong: /* @__PURE__ */ denial(
    401,
    'The token is not an access token',
    'Send the access token, not the ID, refresh or logout token; where typ at+jwt is required, have the issuer send it',
  ),
  audience_wrong: /* @__PURE__ */ denial(
    401,
    'The access token is for another audience or client',
    'Request a token for this API, or add its client or audience to the configuration',
  ),
  claims_malformed: /* @__PURE__ */ denial(
    401,
    'A claim of the access token is missing or of the wrong type',
    'Have the issuer send exp and sub, scopes as a space-separated string or a list of strings, the required claims, and no white space in the items of a list that is carried',
  ),
  proof_required: /* @__PURE__ */ denial(
    401,
    'The access token is bound to a key',
    'Request a plain bearer token: proof of possession is not verified here',
  ),
  not_yet_valid: /* @__PURE__ */ denial(
    401,
    'The access token is not valid yet',
    'Check the clocks of issuer and API: nbf or iat lies in the future',
  ),
  token_revoked: /* @__PURE__ */ denial(
    401,
    'The access token was revoked',
    'Get a new token from the issuer; if it is refused too, ask the operator of the API',
  ),
  route_unknown: /* @__PURE__ */ denial(
    403,
    'The route has no access rule',
    'Deploy the authorizer and the API from the same contract',
  ),
  iam_required: /* @__PURE__ */ denial(
    403,
    'The route takes signed requests only',
    'Sign the request with AWS Signature Version 4',
  ),
  rule_invalid: /* @__PURE__ */ denial(
    403,
    'The access rule of the route grants nothing',
    'Declare the rule with open(), authenticated(), scopes(), anyOf() or iam()',
  ),

  cache_key_unproven: /* @__PURE__ */ denial(
    403,
    'The verdict could be cached for other routes',
    'Add $context.routeKey to the identity sources of the authorizer, or switch its cache off and pass cachedBy: "nothing"',
  ),

  keys_unavailable: /* @__PURE__ */ fault(
    'The keys of the issuer cannot be had',
    'Check that the authorizer reaches the issuer; it tries again by itself',
  ),
  context_missing: /* @__PURE__ */ fault(
    'The request did not come through the authorizer',
    'Attach the authorizer to the route',
  ),
  context_malformed: /* @__PURE__ */ fault(
    'The context of the authorizer is malformed',
    'Let nothing but the Scopegate authorizer serve the route',
  ),
  context_version: /* @__PURE__ */ fault(
    'The context of the authorizer is of another version',
    'Deploy authorizer and handlers together',
  ),
  context_route: /* @__PURE__ */ fault(
    'The context was made for another route',
    'Add $context.routeKey to the identity sources of the authorizer',
  ),
  context_issuer: /* @__PURE__ */ fault(
    'The context names an issuer that the handler does not trust',
    'Deploy authorizer and handlers with the same issuers',
  ),
  context_principal: /* @__PURE__ */ fault(
    'The context allows what the rule of the handler does not',
    'Deploy authorizer and handlers from the same contract',
  ),
  revocation_unavailable: /* @__PURE__ */ fault(
    'Whether the token was revoked cannot be known',
    'Check that the handler may read the revocation table and reaches it',
  ),
  caller_missing: /* @__PURE__ */ fault(
    'The request did not come through IAM authorization',
    'Deploy the route with authorization type AWS_IAM',
  ),
} as const satisfies Record<string, Reason>;

/** The closed set of reason codes. */
export type ReasonCode = keyof typeof reasons;

/** Codes of decisions that deny. */
export type DenyReason = {
  [Code in ReasonCode]: (typeof reasons)[Code]['kind'] extends 'deny' ? Code : never;
}[ReasonCode];

export const isReasonCode = (text: unknown): text is ReasonCode =>
  typeof text === 'string' && Object.hasOwn(reasons, text);
