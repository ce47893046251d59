import type { Finding } from './fault.ts';

// Rules of API Gateway that the template and the gateway both check, each with AWS's own words.

/** Seconds that the answer of a Lambda authorizer may be cached. */
const ttlRange = { min: 0, max: 3600 };

/** Milliseconds that an integration may take. */
export const timeoutRange = { min: 50, max: 30_000 };

/** The TTL of a Lambda authorizer's answers, in seconds. */
export const ttlFindings = (ttl: number): Finding[] =>
  ttl >= ttlRange.min && ttl <= ttlRange.max
    ? []
    : [
        {
          rule: 'authorizer-ttl-range',
          what: `Authorizer result TTL outside allowable range. TTL must be between ${ttlRange.min} and ${ttlRange.max} seconds.`,
          given: String(ttl),
          remedy: 'Choose a TTL in that range; 0 turns caching off.',
        },
      ];

/** Caching by nothing would give one caller's answer to every other. */
export const cachingFindings = (ttl: number, identitySource: readonly string[]): Finding[] =>
  ttl > 0 && identitySource.length === 0
    ? [
        {
          rule: 'authorizer-caching-without-identity-source',
          what: 'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)',
          remedy: 'List the identity sources, or set AuthorizerResultTtlInSeconds to 0.',
        },
      ]
    : [];

export const simpleResponseFindings = (isEnabled: boolean, version: string | undefined): Finding[] =>
  isEnabled && version !== '2.0'
    ? [
        {
          rule: 'simple-responses-payload-format',
          what: 'EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".',
          remedy: 'Set AuthorizerPayloadFormatVersion to "2.0".',
        },
      ]
    : [];

export const payloadFormatFindings = (version: string): Finding[] =>
  version === '1.0' || version === '2.0'
    ? []
    : [
        {
          rule: 'payload-format-version',
          what: `Unsupported PayloadFormatVersion: ${version}`,
          allowed: '"2.0", "1.0"',
          remedy: 'Set it to "2.0" or "1.0".',
        },
      ];

/** The time limit of an integration, in milliseconds. */
export const timeoutFindings = (millis: number): Finding[] =>
  millis >= timeoutRange.min && millis <= timeoutRange.max
    ? []
    : [
        {
          rule: 'integration-timeout-range',
          what: `Timeout should be between ${timeoutRange.min} ms and ${timeoutRange.max} ms`,
          given: String(millis),
          remedy: 'Choose a TimeoutInMillis in that range.',
        },
      ];

/** @param allowed the forms of an expression there */
export const identitySourceFinding = (expression: string, allowed: string): Finding => ({
  rule: 'identity-source-expression',
  what: `Invalid identity source expression: ${expression}`,
  allowed,
  remedy: 'Correct the expression.',
});

/** Without an id of the request, a line of the log belongs to no request. */
export const accessLogFormatFindings = (format: string): Finding[] =>
  /\$context\.(requestId|extendedRequestId)\b/.test(format)
    ? []
    : [
        {
          rule: 'access-log-without-request-id',
          what: 'Format must contain $context.requestId or $context.extendedRequestId',
          remedy: 'Add $context.requestId to the format.',
        },
      ];
