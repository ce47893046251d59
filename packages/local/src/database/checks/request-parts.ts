import type { EngineOperation } from '../engine-actions.ts';
import type { Item, TablePart } from './database-request.ts';

interface ReadPart extends Record<string, unknown> {
  readonly Keys: readonly Item[];
}
interface Write {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

/**
 * What an operation asks of each table.
 *
 * @param parameters after the engine's check of types, which every cast here relies on
 */
export function partsOf(operation: EngineOperation, parameters: Record<string, unknown>): readonly TablePart[] {
  switch (operation) {
    case 'CreateTable':
    case 'DescribeTable':
    case 'ListTables':
      return [];
    case 'BatchGetItem':
      return Object.entries(parameters['RequestItems'] as Record<string, ReadPart>).map(([tableName, part]) => ({
        tableName,
        keys: part.Keys,
        items: [],
        parameters: part,
      }));
    case 'BatchWriteItem':
      return Object.entries(parameters['RequestItems'] as Record<string, readonly Write[]>).map(writePart);
    default:
      return [onePart(parameters)];
  }
}

const writePart = ([tableName, writes]: [string, readonly Write[]]): TablePart => ({
  tableName,
  keys: writes.flatMap(({ DeleteRequest }) => (DeleteRequest ? [DeleteRequest.Key] : [])),
  items: writes.flatMap(({ PutRequest }) => (PutRequest ? [PutRequest.Item] : [])),
  parameters: {},
});

function onePart(parameters: Record<string, unknown>): TablePart {
  const { TableName, Key, Item } = parameters as { TableName: string; Key?: Item; Item?: Item };
  return { tableName: TableName, keys: Key ? [Key] : [], items: Item ? [Item] : [], parameters };
}
