import { amount, oneOf, text } from './setting.ts';

/** The gateway's own answers and its limits. In brackets: the section of docs/conformance.md. */
export const answerSettings = {
  /** Whether size limits are checked before routing or after it; after it, a long URL without a route is a 404. [0.1] */
  sizeLimitPosition: oneOf('before-routing', 'after-routing'),
  /** Whether a request that the authorizer denies uses up a throttle token: one log suggests that it does not. [0.1] */
  throttlePosition: oneOf('after-authorizer', 'before-authorizer'),
  /** Body message of a 429. [0.2] */
  tooManyRequestsMessage: text('Too Many Requests'),
  /**
   * What counts against the 10240 bytes of a request head: the request line and the values of headers, by the quota's
   * wording, or also names and separators. [0.2]
   */
  headSize: oneOf('values', 'whole'),
  /** Status for a request line and headers above 10240 bytes. [0.2] */
  headersTooLargeStatus: oneOf(431, 414),
  /** Body message of that answer. [0.2] */
  headersTooLargeMessage: text('Request Header Fields Too Large'),
  /** Body message of the 413 for a body above 10 MB; only that for Lambda's 6 MB was observed. [0.2] */
  payloadTooLargeMessage: text('Request Entity Too Large'),
  /** Body message of the 414 for a route ARN above 1600 bytes. [0.2] */
  routeArnTooLongMessage: text('Request URI too long'),
  /** Status for a disabled execute-api host; AWS publishes neither status nor body. [0.2] */
  disabledEndpointStatus: oneOf(403, 404),
  /** Status when the integration times out: 503 was measured, AWS's troubleshooting pages say 504. [0.2] */
  integrationTimeoutStatus: oneOf(503, 504),
  /** Status when the target of an HTTP integration cannot be reached. [G] */
  integrationUnreachableStatus: oneOf(503, 500),
  /**
   * `www-authenticate` of an integration: as it is, as captures show, or renamed to `x-amzn-remapped-www-authenticate` as on
   * REST APIs, as one report has it. [A.2]
   */
  integrationChallenge: oneOf('unchanged', 'remapped'),
  /**
   * Whether a `statusCode` that is a text of digits is taken as the number, as console blueprints and public handlers rely on,
   * or is a malformed answer. Circumstantial. [A.2]
   */
  textStatusCode: oneOf('taken', 'malformed'),
  /** Which cookies of an answer come first: those of `cookies`, as another emulator observed, or its `set-cookie` header. [A.2] */
  cookiesOrder: oneOf('cookies-first', 'header-first'),
  /** Whether `overwrite:path` of an integration with a function shows in the event's path. No source. [A.1] */
  mappedPathOfFunctions: oneOf('shown', 'ignored'),
  /** `via` as the target of an HTTP integration sees it. [G] */
  proxyVia: text('HTTP/1.1 AmazonAPIGateway'),
  /** Authorizers of one API; AWS raises the quota on request. [B.1] */
  authorizersPerApi: amount(10, { min: 1, of: 'authorizers' }),
  /** Routes of one API; AWS raises the quota on request. [F] */
  routesPerApi: amount(300, { min: 1, of: 'routes' }),
  /** Stages of one API; AWS raises the quota on request. [F] */
  stagesPerApi: amount(10, { min: 1, of: 'stages' }),
  /** Requests per second over all APIs of the account: the quota of a new account. [F] */
  accountRateLimit: amount(10_000, { of: 'requests per second' }),
  /** Burst over all APIs of the account: the quota of a new account. [F] */
  accountBurstLimit: amount(5_000, { of: 'requests' }),
  /** Milliseconds that `close()` waits for requests in progress. Of the local server, not of AWS. */
  closeGraceMillis: amount(2_000, { of: 'milliseconds' }),
};
