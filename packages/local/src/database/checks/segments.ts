import type { TablePart } from './database-request.ts';

/**
 * The segment of a parallel scan.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export function segments({ parameters }: TablePart): string | undefined {
  const { Segment: segment, TotalSegments: total } = parameters;
  if (segment !== undefined && total === undefined) {
    return 'The TotalSegments parameter is required but was not present in the request when Segment parameter is present';
  }
  if (segment === undefined && total !== undefined) {
    return 'The Segment parameter is required but was not present in the request when parameter TotalSegments is present';
  }
  return Number(segment) >= Number(total)
    ? 'The Segment parameter is zero-based and must be less than parameter TotalSegments: ' +
        `Segment: ${segment} is not less than TotalSegments: ${total}`
    : undefined;
}
