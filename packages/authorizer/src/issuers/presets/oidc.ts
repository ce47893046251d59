import { oidcShape, requirableTypes } from '@scopegate/contract/issuers';
import { audiencePreset } from '../preset.ts';
import { keySetUrl, oneOf, optional, text, url } from '../readers.ts';

export const oidc = /* @__PURE__ */ audiencePreset(
  {
    issuer: url(),
    jwksUri: optional(keySetUrl),
    scopeClaim: optional(text()),
    clientClaim: optional(text()),
    typ: optional(oneOf(requirableTypes)),
  },
  oidcShape,
);
