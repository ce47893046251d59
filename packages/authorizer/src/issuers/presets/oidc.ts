import { oidcScopeClaims, oidcShape, requirableTypes } from '@scopegate/contract/issuers';
import { audiencePreset } from '../preset.ts';
import { oneOf, optional, text, url } from '../readers.ts';

export const oidc = /* @__PURE__ */ audiencePreset(
  {
    issuer: url(),
    jwksUri: optional(url()),
    scopeClaim: optional(oneOf(oidcScopeClaims)),
    clientClaim: optional(text()),
    typ: optional(oneOf(requirableTypes)),
  },
  oidcShape,
);
