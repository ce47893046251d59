import { oneOf, text } from './setting.ts';

/** CORS. */
export const corsSettings = {
  /** What `AllowOrigins: ['*']` answers: the literal `*`, or the caller's origin. No capture. [E.5] */
  wildcardOriginAnswer: oneOf('literal', 'echo'),
  /** Whether `https://*` and `http://*` match every origin of the scheme; an emulator's reading. [E.5] */
  schemeWildcards: oneOf('matched', 'literal'),
  /** What an origin gets that is not allowed: no CORS header, or the first allowed origin, as an emulator does. [E.5] */
  unmatchedOriginAnswer: oneOf('none', 'first-allowed'),
  /** `access-control-allow-headers` of a preflight: the configured list, or what the browser asked for. [E.5] */
  preflightAllowHeaders: oneOf('configured', 'echo'),
  /** Between the members of a CORS list header. [E.5] */
  corsListSeparator: text(','),
};
