import { matchesWildcard } from './wildcard.ts';

/** Whether a string has the six colon-separated parts of an ARN, wildcards allowed. */
export const isArnPattern = (text: string): boolean => text.split(':').length >= 6 && text.startsWith('arn:');

/**
 * `ArnLike`: each of the six parts is matched on its own, so a `*` never crosses one of the first five colons; in the
 * last part it crosses slashes and colons alike. A pattern that is no ARN matches nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function arnLike(pattern: string, arn: string): boolean {
  if (!isArnPattern(pattern) || !isArnPattern(arn)) return false;
  const actual = arnParts(arn);
  return arnParts(pattern).every((part, at) => matchesWildcard(part, actual[at] ?? ''));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
