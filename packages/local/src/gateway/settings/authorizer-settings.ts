import { amount, flag, oneOf } from './setting.ts';

/** Lambda authorizers and `AWS_IAM`. What loosens a check is never the default. */
export const authorizerSettings = {
  /** Milliseconds a Lambda authorizer may take: the documented 10000. [B.6] */
  authorizerTimeoutMillis: amount(10_000, { min: 1, of: 'milliseconds' }),
  /** Status when it takes longer: undocumented; REST APIs give 500. [B.6] */
  authorizerTimeoutStatus: oneOf(500, 503),
  /** `throw Error("Unauthorized")`: an error like all others, or the 401 that is documented for REST APIs alone. [B.6] */
  authorizerUnauthorizedError: oneOf(500, 401),
  /** Bytes of an authorizer's answer: no limit is published for HTTP APIs, so Lambda's own. [B.1] */
  authorizerAnswerLimitBytes: amount(6 * 1024 * 1024, { min: 1, of: 'bytes' }),
  /**
   * Whether a policy is a malformed answer where simple responses are on, and the reverse, as documented; or whether the
   * answer itself says what it is. [B.4]
   */
  authorizerAnswerKind: oneOf('as-configured', 'either'),
  /**
   * Whether `isAuthorized` must be a boolean, or 500; or `"true"` and 1 are true and all else false. Only an emulator's
   * history speaks of it. [B.4]
   */
  isAuthorizedReading: oneOf('boolean', 'coerced'),
  /** Members of an answer beside the documented ones: not looked at, or a malformed answer. No capture. [B.4] */
  authorizerExtraMembers: oneOf('ignored', 'malformed'),
  /** Whether `$request.header.Cookie` is an identity source that can be present: one library's examples use it. [A.1] */
  cookieIdentitySource: oneOf('present', 'missing'),
  /** Whether denials are cached as allows are: by the documentation's wording, never measured. [B.7] */
  authorizerDenials: oneOf('cached', 'not-cached'),
  /** Whether errors and malformed answers are cached; emulators do not. [B.7] */
  authorizerErrors: oneOf('not-cached', 'cached'),
  /**
   * A cached context with a text that is itself a JSON object or list: served, or the 500 that a user saw on each cache hit
   * (2021, format 1.0, never tested since). [B.4]
   */
  cachedJsonText: oneOf('served', 'malformed'),
  /** Whether the stage is part of the authorizer cache's key. No source. [B.7] */
  authorizerCacheKeyedByStage: flag(true),
  /** Results one API keeps before the oldest is dropped; AWS publishes no bound. [B.7] */
  authorizerCacheEntries: amount(10_000, { min: 1, of: 'entries' }),
  /** Whether `x-amz-content-sha256: UNSIGNED-PAYLOAD` is taken on `AWS_IAM` routes; no source says so. [D] */
  unsignedPayload: oneOf('refused', 'accepted'),
  /** Whether an unsigned request to an `AWS_IAM` route is answered with `x-amzn-errortype`, as was seen once. [D] */
  unsignedErrorType: oneOf('omitted', 'sent'),
};
