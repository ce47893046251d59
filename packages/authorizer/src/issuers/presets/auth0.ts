import { auth0DomainPattern, auth0Profiles, auth0Shape } from '@scopegate/contract/issuers';
import { audiencePreset } from '../preset.ts';
import { oneOf, optional, text } from '../readers.ts';

export const auth0 = /* @__PURE__ */ audiencePreset(
  {
    domain: text('domain', auth0DomainPattern),
    profile: optional(oneOf(auth0Profiles)),
    scopeClaim: optional(text()),
  },
  auth0Shape,
);
