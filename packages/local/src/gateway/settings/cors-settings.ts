import { oneOf, text } from './setting.ts';

/** CORS. */
export const corsSettings = {
  /** What `AllowOrigins: ['*']` answers: the literal `*`, or the caller's origin. No capture. [E.5] */
  wildcardOriginAnswer: oneOf('literal', 'echo'),
  /** Whether `https://*` and `http://*` match every origin of the scheme, as in one emulator. [E.5] */
  schemeWildcards: oneOf('matched', 'literal'),
  /** The answer to an origin that is not allowed: no CORS header, or the first allowed origin, as in one emulator. [E.5] */
  unmatchedOriginAnswer: oneOf('none', 'first-allowed'),
  /** `access-control-allow-headers` of a preflight: the configured list, or what the browser asked for. [E.5] */
  preflightAllowHeaders: oneOf('configured', 'echo'),
  /** The separator in CORS headers with lists. [E.5] */
  corsListSeparator: text(','),
};
