import { entraScopeClaims, entraShape, entraTenantIdPattern, entraTokenVersions } from '@scopegate/contract/issuers';
import { audiencePreset } from '../preset.ts';
import { oneOf, optional, text } from '../readers.ts';

export const entra = /* @__PURE__ */ audiencePreset(
  {
    tenantId: text('tenantId', entraTenantIdPattern),
    tokenVersion: oneOf(entraTokenVersions),
    scopeClaim: optional(oneOf(entraScopeClaims)),
    // Of use to challenges only.
    applicationIdUri: optional(text()),
  },
  entraShape,
);
