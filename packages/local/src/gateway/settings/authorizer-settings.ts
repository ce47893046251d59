import { amount, flag, oneOf } from './setting.ts';

/** Lambda authorizers and `AWS_IAM`. The default is never a looser check. */
export const authorizerSettings = {
  /** Milliseconds that a Lambda authorizer may take: 10000 are documented. [B.6] */
  authorizerTimeoutMillis: amount(10_000, { min: 1, of: 'milliseconds' }),
  /** Status when it takes longer: undocumented; REST APIs answer 500. [B.6] */
  authorizerTimeoutStatus: oneOf(500, 503),
  /** `throw Error("Unauthorized")`: an error like any other, or the 401 that is documented only for REST APIs. [B.6] */
  authorizerUnauthorizedError: oneOf(500, 401),
  /** Bytes of an authorizer's answer: no limit is published for HTTP APIs, so Lambda's own applies. [B.1] */
  authorizerAnswerLimitBytes: amount(6 * 1024 * 1024, { min: 1, of: 'bytes' }),
  /**
   * Whether a policy is malformed where simple responses are on, and the reverse, as documented; or whether either kind
   * of answer is accepted. [B.4]
   */
  authorizerAnswerKind: oneOf('as-configured', 'either'),
  /**
   * Whether an `isAuthorized` that is not a boolean is a 500; or whether `"true"` and 1 are true and all else is false.
   * The only source is an emulator's history. [B.4]
   */
  isAuthorizedReading: oneOf('boolean', 'coerced'),
  /** Undocumented members of an answer: ignored, or a malformed answer. No capture. [B.4] */
  authorizerExtraMembers: oneOf('ignored', 'malformed'),
  /** Whether the identity source `$request.header.Cookie` can be present: one library's examples use it. [A.1] */
  cookieIdentitySource: oneOf('present', 'missing'),
  /**
   * Seconds that results are kept where the template gives no TTL: none in a public capture of a new authorizer, 300 as
   * the console offers and as on REST APIs. Without identity sources nothing is kept. [B.1]
   */
  absentAuthorizerTtl: oneOf(0, 300),
  /** Whether denials are cached like allows: by the documentation's wording, never measured. [B.7] */
  authorizerDenials: oneOf('cached', 'not-cached'),
  /** Whether errors and malformed answers are cached; emulators do not. [B.7] */
  authorizerErrors: oneOf('not-cached', 'cached'),
  /**
   * A cached context with a text that is itself a JSON object or list: served, or the 500 that a user saw on each cache
   * hit (2021, format 1.0, not tested since). [B.4]
   */
  cachedJsonText: oneOf('served', 'malformed'),
  /** Whether the stage is part of the authorizer cache's key. No source. [B.7] */
  authorizerCacheKeyedByStage: flag(true),
  /** Results that one API keeps before the oldest is dropped; AWS publishes no limit. [B.7] */
  authorizerCacheEntries: amount(10_000, { min: 1, of: 'entries' }),
  /** Whether `AWS_IAM` routes accept `x-amz-content-sha256: UNSIGNED-PAYLOAD`; no source says so. [D] */
  unsignedPayload: oneOf('refused', 'accepted'),
  /** Whether an unsigned request to an `AWS_IAM` route is answered with `x-amzn-errortype`, as was seen once. [D] */
  unsignedErrorType: oneOf('omitted', 'sent'),
};
