import type { AccessRule, ScopesRule } from '../access-rule.ts';

export interface Shortfall {
  /** Granted scopes with all that they imply. */
  readonly granted: readonly string[];
  /** Whether a scope of the catalogue carries others with it. */
  readonly impliesOthers: (scope: string) => boolean;
}

/**
 * The scopes that a challenge names, in the contract's own names: all of one alternative, since `scope` is what is
 * necessary (RFC 6750 §3) and a new token need not carry what the old one did. Empty for a rule that names none.
 *
 * The alternative is the one that lacks fewest scopes that imply others, then fewest scopes; the first of equals. So no
 * client is sent for `admin` where a lesser scope would do.
 */
export function challengedScopes(rule: AccessRule, { granted, impliesOthers }: Shortfall): readonly string[] {
  const candidates = alternativesOf(rule).map((alternative) => {
    const missing = alternative.filter((scope) => !granted.includes(scope));
    return { alternative, broad: missing.filter(impliesOthers).length, missing: missing.length };
  });
  const [nearest] = candidates
    .filter(({ alternative }) => alternative.length > 0)
    .sort((one, other) => one.broad - other.broad || one.missing - other.missing);
  return nearest?.alternative ?? [];
}

function alternativesOf(rule: AccessRule): ScopesRule['anyOf'] {
  if (rule.kind === 'scopes') return rule.anyOf;
  rule.kind satisfies 'open' | 'authenticated' | 'iam';
  return [];
}

/** The place of the scope's name in a form of {@link toRequested}. */
const placeOfScope = '{scope}';

/**
 * A scope as a client asks the issuer for it.
 *
 * @param form the contract's name stands in the place of `{scope}`, as in `orders/{scope}`; see `requestForm` of
 * `@scopegate/contract/issuers`
 */
export const toRequested = (form: string, scope: string): string => form.replace(placeOfScope, () => scope);
