import type { TablePart } from './database-request.ts';

/**
 * What `PutItem` and `DeleteItem` can answer with: there is no new item to give.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
 */
export function returnValues({ parameters }: TablePart): string | undefined {
  const { ReturnValues: wanted = 'NONE' } = parameters;
  return wanted === 'NONE' || wanted === 'ALL_OLD' ? undefined : 'ReturnValues can only be ALL_OLD or NONE';
}
