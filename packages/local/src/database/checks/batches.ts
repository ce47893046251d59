import type { Check, Item, TablePart } from './database-request.ts';

/**
 * DynamoDB's limits for all tables of a batch together.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
const maxMembers: Readonly<Record<string, number>> = { BatchGetItem: 100, BatchWriteItem: 25 };

export const batchSize: Check = ({ operation, parts }) => {
  const count = parts.reduce((sum, { keys, items }) => sum + keys.length + items.length, 0);
  return count > (maxMembers[operation] ?? count) ? `Too many items requested for the ${operation} call` : undefined;
};

/** No item is read twice in one batch. */
export const duplicateKeys = ({ keys }: TablePart): string | undefined =>
  new Set(keys.map(keyText)).size < keys.length ? 'Provided list of item keys contains duplicates' : undefined;

const keyText = (key: Item): string => JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)));
