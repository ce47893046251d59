import type { Table } from '../../model/index.ts';
import type { Item } from './database-request.ts';
import { emptyIndexKeyAfterUpdate, indexKeySizeAfterUpdate } from './index-keys.ts';
import { isTooLarge } from './item-limit.ts';
import { itemNesting } from './nesting-levels.ts';
import { storedNumbers } from './stored-numbers.ts';

/** Why DynamoDB does not store the item that an update leaves: what the request alone does not show. */
export const updatedItemFault = (item: Item, table: Table): string | undefined =>
  itemNesting(item) ??
  storedNumbers(item) ??
  emptyIndexKeyAfterUpdate(item, table) ??
  indexKeySizeAfterUpdate(item, table) ??
  (isTooLarge(item) ? 'Item size to update has exceeded the maximum allowed size' : undefined);
