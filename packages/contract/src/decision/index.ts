export { decisionIdHeader } from '../cors.ts';
export { type AccessTable, type AccessTableEntry, type ChallengeMode, parseAccessTable } from './access-table.ts';
export { bearerChallenge } from './challenge.ts';
export {
  type CarriedContext,
  type ContextFault,
  type DecodedContext,
  decodeContext,
  encodeContext,
  type FlatContext,
  isClaimName,
} from './context.ts';
export { type Allow, type Decision, type Deny, decide, grantedScopes } from './decide.ts';
export type { ClaimValue, Principal } from './principal.ts';
export { type DenyReason, isReasonCode, type Reason, type ReasonCode, reasons } from './reason.ts';
