import { firstFault, type Item, type TablePart } from './database-request.ts';
import { itemBytes } from './item-size.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxPlaceholderBytes = 255;
const maxTotalBytes = 2 * 1024 * 1024;

/** How long the placeholders of expressions are, and all they stand for. */
export function placeholderLimits({ parameters }: TablePart): string | undefined {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = parameters as {
    readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
    readonly ExpressionAttributeValues?: Item;
  };
  const tooLong = firstFault([...Object.keys(names), ...Object.keys(values)], (placeholder) =>
    Buffer.byteLength(placeholder) > maxPlaceholderBytes
      ? 'The expression attribute map contains a key that is too long'
      : undefined,
  );
  const namesBytes = Buffer.byteLength(Object.entries(names).flat().join(''));
  return (
    tooLong ??
    (namesBytes + itemBytes(values) > maxTotalBytes
      ? 'Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size'
      : undefined)
  );
}
