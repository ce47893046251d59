import type { AccessRule } from '../access-rule.ts';

/** A rule as one text: `a b | c` for "a and b, or c"; the name of a rule that asks for no scope. */
export const scopesRequired = (rule: AccessRule): string =>
  rule.kind === 'scopes'
    ? rule.anyOf.map((alternative) => alternative.join(' ')).join(' | ')
    : (rule.kind satisfies 'open' | 'authenticated' | 'iam');
