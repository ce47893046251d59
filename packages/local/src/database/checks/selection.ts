import type { TablePart } from './database-request.ts';

/** What a value of `Select` gets, where a projection cannot say it. */
const selected: Readonly<Record<string, string>> = {
  ALL_ATTRIBUTES: 'ALL_ATTRIBUTES',
  ALL_PROJECTED_ATTRIBUTES: 'ALL_PROJECTED_ATTRIBUTES',
  COUNT: 'only the Count',
};

/**
 * `Select` beside the projection and the index of a read.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export function selection({ parameters }: TablePart): string | undefined {
  const { Select: select, ProjectionExpression: projection, IndexName: index } = parameters;
  const what = selected[String(select)];
  if (projection !== undefined && what !== undefined) {
    return `Cannot specify the ProjectionExpression when choosing to get ${what}`;
  }
  if (projection === undefined && select === 'SPECIFIC_ATTRIBUTES') {
    return 'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES';
  }
  return index === undefined && select === 'ALL_PROJECTED_ATTRIBUTES'
    ? 'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName'
    : undefined;
}
