import type { PolicySelector, PolicyStatement } from '../../model/index.ts';
import { arnLike } from './arn-like.ts';
import { matchesWildcard } from './wildcard.ts';

export type PolicyVerdict = 'allow' | 'explicit-deny' | 'no-match';

/**
 * What identity policies say about one action on one resource: an explicit Deny wins, then an Allow, otherwise nothing
 * matches (which is a denial, too).
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(
  statements: readonly PolicyStatement[],
  request: { readonly action: string; readonly resource: string },
): PolicyVerdict {
  const action = request.action.toLowerCase();
  const matching = statements.filter(
    (statement) =>
      selects(statement.action, (pattern) => matchesWildcard(pattern.toLowerCase(), action)) &&
      selects(statement.resource, (pattern) => pattern === '*' || arnLike(pattern, request.resource)),
  );
  if (matching.some(({ effect }) => effect === 'Deny')) return 'explicit-deny';
  return matching.length > 0 ? 'allow' : 'no-match';
}

const selects = ({ negated, patterns }: PolicySelector, matches: (pattern: string) => boolean): boolean =>
  patterns.some(matches) !== negated;
