import { type AttributeValue, firstFault, type Item, type TablePart } from './database-request.ts';

/**
 * The attribute itself counts as the first level.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const maxLevels = 32;
const fault =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

/** How deep the values of a request are nested: those of items and those of expressions. */
export function nestingLevels({ keys, items, parameters }: TablePart): string | undefined {
  const { ExpressionAttributeValues, ExclusiveStartKey } = parameters as Readonly<Record<string, Item | undefined>>;
  return firstFault([...keys, ...items, ExpressionAttributeValues ?? {}, ExclusiveStartKey ?? {}], itemNesting);
}

/** How deep an item is nested. */
export const itemNesting = (item: Item): string | undefined =>
  Object.values(item).some((value) => isDeeper(value, 1)) ? fault : undefined;

function isDeeper({ M: map, L: list }: AttributeValue, level: number): boolean {
  if (level > maxLevels) return true;
  if (map !== undefined) return Object.values(map as Item).some((value) => isDeeper(value, level + 1));
  return list !== undefined && (list as readonly AttributeValue[]).some((value) => isDeeper(value, level + 1));
}
