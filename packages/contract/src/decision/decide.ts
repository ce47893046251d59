import type { AccessRule, ScopesRule } from '../access-rule.ts';
import type { Principal } from './principal.ts';
import type { DenyReason } from './reason.ts';

export type Decision = Allow | Deny;

export interface Allow {
  readonly outcome: 'allow';
  readonly reason: 'allowed';
}

export interface Deny {
  readonly outcome: 'deny';
  readonly reason: DenyReason;
  /** With `insufficient_scope`: what the nearest alternative lacks, the one that lacks fewest scopes; the first of equals. */
  readonly missing?: readonly string[];
}

const allow: Allow = { outcome: 'allow', reason: 'allowed' };
const deny = (reason: DenyReason): Deny => ({ outcome: 'deny', reason });

/**
 * Whether a rule lets a principal through. Pure and total: it reads nothing but its arguments, so a cached verdict can
 * depend on nothing but the token and the route.
 *
 * @param principal `undefined` when there is no verified token
 * @param now seconds since the epoch
 */
export function decide(rule: AccessRule, principal: Principal | undefined, now: number): Decision {
  if (rule.kind === 'open') return allow;
  if (rule.kind === 'iam') return deny('iam_required');
  if (principal === undefined) return deny('credential_missing');
  // Written so that NaN on either side is expired.
  if (!(now < principal.validUntil)) return deny('token_expired');
  if (rule.kind === 'authenticated') return allow;
  if (rule.kind === 'scopes') return decideScopes(rule, principal);
  // Every kind is decided above; a kind that is not known, which JSON could hold, grants nothing.
  rule satisfies never;
  return deny('rule_invalid');
}

function decideScopes(rule: ScopesRule, principal: Principal): Decision {
  let fewest: readonly string[] | undefined;
  for (const alternative of rule.anyOf) {
    if (alternative.length === 0) continue;
    const missing = alternative.filter((scope) => !principal.scopes.includes(scope));
    if (missing.length === 0) return allow;
    if (fewest === undefined || missing.length < fewest.length) fewest = missing;
  }
  return fewest === undefined
    ? deny('rule_invalid')
    : { outcome: 'deny', reason: 'insufficient_scope', missing: fewest };
}

/** Granted scopes as a principal holds them: those of the catalogue, with all they imply. */
export function grantedScopes(
  catalogue: Readonly<Record<string, readonly string[]>>,
  granted: readonly string[],
): readonly string[] {
  const held = granted.flatMap((scope) => (Object.hasOwn(catalogue, scope) ? (catalogue[scope] ?? []) : []));
  return [...new Set(held)].sort();
}
