import { flag, oneOf, text } from './setting.ts';

/** What functions see of a request. */
export const eventSettings = {
  /** Whether `application/*+json` bodies reach the function as text or in base64: emulators differ. [A.1] */
  jsonSuffixIsText: flag(false),
  /** Whether a `?` that decoding reveals ends the path (seen once) or stays in it. [A.1] */
  decodedQuestionMark: oneOf('ends-path', 'kept'),
  /**
   * A path with broken escapes or invalid UTF-8: a 400, or decoded as far as possible with the rest as sent. Never
   * measured. [0.2]
   */
  brokenPathEscapes: oneOf('refused', 'kept'),
  /** Whether `//`, `.` and `..` of a path stay, as captures suggest, or are resolved before routing. [A.1] */
  pathSegments: oneOf('as-sent', 'normalised'),
  /**
   * `sourceIp`: the TCP peer, as documented, or the left-most `X-Forwarded-For` entry, as seen once behind CloudFront.
   * Clients can forge the second. [A.1]
   */
  sourceIp: oneOf('peer', 'left-most-forwarded'),
  /** Whether the path of a custom domain's API mapping stays in `rawPath`, as in one emulator. [A.1] */
  mappingPath: oneOf('kept', 'stripped'),
  /** `x-forwarded-port` as functions see it: 443 as on AWS, not the local port. [A.1] */
  forwardedPort: text('443'),
  /** `x-forwarded-proto` as functions see it: https as on AWS. [A.1] */
  forwardedProto: text('https'),
  /** Which of repeated values is in the single-value maps of payload 1.0. No capture. [A.3] */
  singleValueMaps: oneOf('last', 'first', 'joined'),
  /** `requestContext.authorizer` when the authorizer answered without a context: `{ lambda: null }`, or absent. [A.1] */
  absentAuthorizerContext: oneOf('null', 'omitted'),
  /** Whether an empty context arrives as `{}`, or like an absent one. No capture. [A.1] */
  emptyAuthorizerContext: oneOf('kept', 'as-absent'),
  /** Whether members of a context that are null arrive. No capture. [A.1] */
  nullContextMembers: oneOf('kept', 'omitted'),
  /**
   * Whether `$context.routeKey` shows in the authorizer event's `identitySource` as the route key, the natural reading, or
   * not at all. No capture. [B.2]
   */
  routeKeyIdentitySource: oneOf('shown', 'omitted'),
  /** The authorizer event's `identitySource` when none is configured: absent, or null. No capture. [B.2] */
  absentIdentitySource: oneOf('omitted', 'null'),
};
