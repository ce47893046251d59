import { flag, oneOf } from './setting.ts';

/** Which API, stage and route serve a request. */
export const routingSettings = {
  /** Whether `ANY /a/b` has precedence over `GET /a/{x}` (path first) or the reverse. No source. [E.3] */
  routePrecedence: oneOf('path-first', 'method-first'),
  /** Whether literals of route keys are case-sensitive: they are in all emulators. [E.1] */
  routeCase: oneOf('sensitive', 'insensitive'),
  /** Whether `{id}` captures an empty last or middle segment (`/pets/`), as was seen. Never the root path. [E.4] */
  parameterMatchesEmptySegment: flag(true),
  /** Whether `/x/{proxy+}` also matches `/x`; in one emulator it does not. [E.4] */
  greedyMatchesParent: flag(false),
  /** Status on a custom domain when no mapping matches. No capture. [H] */
  unmappedDomainStatus: oneOf(403, 404),
  /** A client without a valid certificate on a mutual TLS domain: no handshake, or a 403 as documented for REST APIs. [H] */
  mutualTlsFailure: oneOf('handshake', 'forbidden'),
};
