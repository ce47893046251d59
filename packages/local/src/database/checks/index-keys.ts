import type { KeyElement, Table } from '../../model/index.ts';
import { firstFault, type Item, type TableCheck } from './database-request.ts';
import { updateSections } from './expressions.ts';
import { emptyKind, isTooLongKey, keySizeFault } from './key-values.ts';

interface IndexKey extends KeyElement {
  readonly indexName: string;
}

/** The key attributes of all indexes, in the order in which DynamoDB looks at them: indexes by name. */
const indexKeysOf = ({ globalSecondaryIndexes }: Table): readonly IndexKey[] =>
  [...globalSecondaryIndexes]
    .sort((a, b) => (a.indexName < b.indexName ? -1 : 1))
    .flatMap(({ indexName, keySchema }) => keySchema.map((element) => ({ ...element, indexName })));

/**
 * An attribute that is the key of an index may be missing, but not empty.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
export const emptyIndexKeys: TableCheck = ({ items }, table) =>
  firstFault(items, (item) =>
    firstFault(indexKeysOf(table), ({ name, indexName }) => {
      const kind = emptyKind(item[name]);
      return (
        kind &&
        'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
          `The AttributeValue for a key attribute cannot contain an empty ${kind} value. ` +
          `IndexName: ${indexName}, IndexKey: ${name}`
      );
    }),
  );

export const indexKeySizes: TableCheck = ({ items }, table) =>
  firstFault(items, (item) => firstFault(indexKeysOf(table), ({ name, type }) => keySizeFault(type, item[name])));

/** As {@link emptyIndexKeys}, of the values that an update sets as they are in the request. */
export const emptyIndexUpdates: TableCheck = (part, table) => {
  const sets = updateSections(part).filter(({ type, path }) => type === 'set' && path.length === 1);
  return emptyIndexKeyAfterUpdate(
    Object.fromEntries(sets.map(({ path, val }) => [path[0], val as Item[string]])),
    table,
  );
};

/** As {@link emptyIndexKeys}, of the item that an update leaves. */
export const emptyIndexKeyAfterUpdate = (item: Item, table: Table): string | undefined =>
  firstFault(indexKeysOf(table), ({ name }) => {
    const kind = emptyKind(item[name]);
    return (
      kind &&
      'One or more parameter values are not valid. The update expression attempted to update a secondary index key to ' +
        `a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value.`
    );
  });

/** As {@link indexKeySizes}, of the item that an update leaves. */
export const indexKeySizeAfterUpdate = (item: Item, table: Table): string | undefined =>
  indexKeysOf(table).some(({ name, type }) => isTooLongKey(type, item[name]))
    ? 'The update expression attempted to update the secondary index key beyond allowed size limits'
    : undefined;
