import { keycloakIssuerPattern, keycloakShape, requirableTypes } from '@scopegate/contract/issuers';
import { audiencePreset } from '../preset.ts';
import { oneOf, optional, text, url } from '../readers.ts';

export const keycloak = /* @__PURE__ */ audiencePreset(
  {
    issuer: url('realm', keycloakIssuerPattern),
    scopeClaim: optional(text()),
    typ: optional(oneOf(requirableTypes)),
  },
  keycloakShape,
);
