import type { DenyReason } from '@scopegate/contract/decision';

/** A token that is not accepted, and why. */
export interface Refusal {
  readonly ok: false;
  readonly reason: DenyReason;
}

export const refuse = (reason: DenyReason): Refusal => ({ ok: false, reason });
