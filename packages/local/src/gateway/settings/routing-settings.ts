import { flag, oneOf } from './setting.ts';

/** Which route, stage and API a request belongs to. */
export const routingSettings = {
  /** Whether `ANY /a/b` beats `GET /a/{x}` (path first) or the other way round. No source. [E.3] */
  routePrecedence: oneOf('path-first', 'method-first'),
  /** Whether literals of route keys are matched by case: all emulators do. [E.1] */
  routeCase: oneOf('sensitive', 'insensitive'),
  /** Whether `{id}` captures an empty last or middle segment (`/pets/`), as was seen. Never the root path. [E.4] */
  parameterMatchesEmptySegment: flag(true),
  /** Whether `/x/{proxy+}` also matches `/x`; an emulator says no. [E.4] */
  greedyMatchesParent: flag(false),
  /** The answer on a custom domain whose mappings do not match. No capture. [H] */
  unmappedDomainStatus: oneOf(403, 404),
  /** A client without a good certificate on a mutual TLS domain: no handshake, or a 403 as REST's pages say. [H] */
  mutualTlsFailure: oneOf('handshake', 'forbidden'),
};
