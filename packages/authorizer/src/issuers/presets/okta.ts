import { oktaIssuerPattern, oktaShape } from '@scopegate/contract/issuers';
import { audiencePreset } from '../preset.ts';
import { optional, text, url } from '../readers.ts';

export const okta = /* @__PURE__ */ audiencePreset(
  { issuer: url('server', oktaIssuerPattern), scopeClaim: optional(text()) },
  oktaShape,
);
