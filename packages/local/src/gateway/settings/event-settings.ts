import { flag, oneOf, text } from './setting.ts';

/** What functions are shown of a request. */
export const eventSettings = {
  /** Whether `application/*+json` bodies reach the function as text: emulators differ; unlisted types are base64. [A.1] */
  jsonSuffixIsText: flag(false),
  /** A `?` that appears when the path is decoded ends the path (seen once), or stays in it. [A.1] */
  decodedQuestionMark: oneOf('ends-path', 'kept'),
  /**
   * A path with escapes that are broken, or no UTF-8: a 400, or decoded as far as it can be, the rest as sent. Not
   * measured. [0.2]
   */
  brokenPathEscapes: oneOf('refused', 'kept'),
  /** Whether `//`, `.` and `..` of a path stay, as captures of odd paths suggest, or are resolved before routing. [A.1] */
  pathSegments: oneOf('as-sent', 'normalised'),
  /**
   * `sourceIp`: the TCP peer, as documented, or the left-most `X-Forwarded-For` entry, as seen once behind CloudFront. The
   * second is whatever a client writes there. [A.1]
   */
  sourceIp: oneOf('peer', 'left-most-forwarded'),
  /** Whether the path of a custom domain's API mapping stays in `rawPath`; an emulator's reading. [A.1] */
  mappingPath: oneOf('kept', 'stripped'),
  /** `x-forwarded-port` as functions see it: AWS's own 443, whatever port listens here. [A.1] */
  forwardedPort: text('443'),
  /** `x-forwarded-proto` as functions see it: AWS's own https. [A.1] */
  forwardedProto: text('https'),
  /** Which of repeated values the single-value maps of payload 1.0 hold. No capture. [A.3] */
  singleValueMaps: oneOf('last', 'first', 'joined'),
  /** `requestContext.authorizer` when the authorizer answered without a context: `{ lambda: null }` or no key. [A.1] */
  absentAuthorizerContext: oneOf('null', 'omitted'),
  /** Whether an empty context arrives as `{}`, or like an absent one. No capture. [A.1] */
  emptyAuthorizerContext: oneOf('kept', 'as-absent'),
  /** Whether members of a context that are null arrive. No capture. [A.1] */
  nullContextMembers: oneOf('kept', 'omitted'),
  /** The authorizer event's `identitySource` when none is configured: no such key, or null. No capture. [B.2] */
  absentIdentitySource: oneOf('omitted', 'null'),
};
