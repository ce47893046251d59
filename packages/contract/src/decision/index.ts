export { decisionIdHeader } from '../cors.ts';
export {
  type AccessTable,
  type AccessTableEntry,
  type ChallengeMode,
  type PolicyPlan,
  parseAccessTable,
} from './access-table.ts';
export { type BearerChallenge, bearerChallenge, createChallenge } from './challenge.ts';
export { isChallengeable } from './challengeable.ts';
export { challengedScopes, type Shortfall, toRequested } from './challenged-scopes.ts';
export {
  type CarriedContext,
  encodeContext,
  encodePolicyContext,
  type FlatContext,
  isClaimName,
  type PolicyContext,
} from './context.ts';
export { type Allow, type Decision, type Deny, decide, grantedScopes } from './decide.ts';
export { type ContextFault, type DecodedContext, decodeContext, decodePolicyContext } from './decode-context.ts';
export type { ClaimValue, Principal } from './principal.ts';
export { type DenyReason, isReasonCode, type Reason, type ReasonCode, reasons } from './reason.ts';
