import type { AccessRule, OpenRule, ScopesRule, TokenRule } from '../access-rule.ts';
import type { AccessTable } from '../decision/access-table.ts';
import { decide, grantedScopes } from '../decision/decide.ts';
import type { Principal } from '../decision/principal.ts';

/**
 * Whether a token can satisfy a rule. An `open()` route has no authorizer and an `iam()` route is IAM's, so that no policy
 * of ours is asked for either.
 */
export function isTokenRule(rule: AccessRule): rule is TokenRule {
  if (rule.kind === 'scopes' || rule.kind === 'authenticated') return true;
  rule.kind satisfies 'open' | 'iam';
  return false;
}

/** Whether a rule lets everyone in, so that no policy can open too much of the route. */
export function isOpenRule(rule: AccessRule): rule is OpenRule {
  if (rule.kind === 'open') return true;
  rule.kind satisfies 'authenticated' | 'scopes' | 'iam';
  return false;
}

/** Whether a rule lets a good token with these scopes through: the decision itself. */
export const allows = (rule: AccessRule, scopes: readonly string[]): boolean =>
  decide(rule, holderOf(scopes), 0).outcome === 'allow';

const holderOf = (scopes: readonly string[]): Principal => ({
  issuer: '',
  subject: '',
  scopes,
  validUntil: Number.POSITIVE_INFINITY,
  claims: {},
});

/** Whether some token is let through by all of `allowed` and not by `denied`. */
export type CanPart = (allowed: readonly AccessRule[], denied: AccessRule) => boolean;

/**
 * Exact, over all tokens: rules only ever gain from more scopes, so it is enough to look at the least scopes that satisfy
 * one alternative of each.
 */
export function createCanPart({ scopes }: Pick<AccessTable, 'scopes'>): CanPart {
  const known = new Map<string, boolean>();
  return (allowed, denied) => {
    const key = JSON.stringify([allowed, denied]);
    const result = known.get(key) ?? leastScopes(allowed).some((least) => parts(grantedScopes(scopes, least)));
    known.set(key, result);
    return result;

    function parts(granted: readonly string[]): boolean {
      return allowed.every((rule) => allows(rule, granted)) && !allows(denied, granted);
    }
  };
}

const leastScopes = (rules: readonly AccessRule[]): string[][] =>
  rules.reduce<string[][]>(
    (found, rule) => found.flatMap((scopes) => alternatives(rule).map((more) => [...scopes, ...more])),
    [[]],
  );

function alternatives(rule: AccessRule): ScopesRule['anyOf'] {
  if (rule.kind === 'scopes') return rule.anyOf;
  rule.kind satisfies 'open' | 'authenticated' | 'iam';
  return [[]];
}
