import { isClaimName } from '../decision/context.ts';

/**
 * Names that the authorizer's context has for what the authorizer itself vouches for. No claim is carried under them:
 * `claim_tenant` beside `tenant` would invite a mistake.
 */
export const reservedContextNames: readonly string[] = [
  'contextVersion',
  'decision',
  'reason',
  'routeKey',
  'decisionId',
  'issuer',
  'subject',
  'scopes',
  'validUntil',
  'clientId',
  'issuedAt',
  'tokenId',
  'tenant',
  'missing',
];

/** Whether a claim of this name can be carried to the handlers: letters, digits and `_`, a letter first, 64 at most. */
export const isCarriableClaim = (name: string): boolean => isClaimName(name) && !reservedContextNames.includes(name);
