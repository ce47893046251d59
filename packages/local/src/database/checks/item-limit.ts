import { firstFault, type Item, type TablePart } from './database-request.ts';
import { itemBytes } from './item-size.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxBytes = 400 * 1024;

/** Whether an item is larger than DynamoDB stores. */
export const isTooLarge = (item: Item): boolean => itemBytes(item) > maxBytes;

/** The sizes of the items that a request writes whole. */
export const writtenItemSizes = ({ items }: TablePart): string | undefined =>
  firstFault(items, (item) => (isTooLarge(item) ? 'Item size has exceeded the maximum allowed size' : undefined));
