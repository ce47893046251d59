import type { KeyElement } from '../../model/index.ts';
import { type AttributeValue, firstFault, type TableCheck } from './database-request.ts';
import { scalarBytes } from './item-size.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxKeyBytes: Readonly<Record<KeyElement['type'], number>> = { HASH: 2048, RANGE: 1024 };

/** The keys of the table are not empty, in reads as in writes. */
export const emptyKeys: TableCheck = ({ keys, items }, { keySchema }) =>
  firstFault([...keys, ...items], (item) => firstFault(keySchema, ({ name }) => emptyKeyFault(name, item[name])));

/** The keys of the table are not too long, in reads as in writes. */
export const keySizes: TableCheck = ({ keys, items }, { keySchema }) =>
  firstFault([...keys, ...items], (item) => firstFault(keySchema, ({ name, type }) => keySizeFault(type, item[name])));

export function emptyKeyFault(name: string, value: AttributeValue | undefined): string | undefined {
  const kind = emptyKind(value);
  return (
    kind &&
    'One or more parameter values are not valid. ' +
      `The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`
  );
}

/** What an empty value is called; undefined for one that is not empty. */
export function emptyKind(value: AttributeValue | undefined): 'string' | 'binary' | undefined {
  if (value?.['S'] === '') return 'string';
  return value?.['B'] === '' ? 'binary' : undefined;
}

/** Whether a value is longer than a key of this kind may be. Numbers never are. */
export const isTooLongKey = (type: KeyElement['type'], value: AttributeValue | undefined): boolean => {
  const { S: text, B: binary } = value ?? {};
  const bytes = binary === undefined ? scalarBytes('S', text ?? '') : scalarBytes('B', binary);
  return bytes > maxKeyBytes[type];
};

export function keySizeFault(type: KeyElement['type'], value: AttributeValue | undefined): string | undefined {
  if (!isTooLongKey(type, value)) return undefined;
  const invalid = 'One or more parameter values were invalid: ';
  // DynamoDB leaves out the blank.
  return type === 'HASH'
    ? `${invalid}Size of hashkey has exceeded the maximum size limit of${maxKeyBytes.HASH} bytes`
    : `${invalid}Aggregated size of all range keys has exceeded the size limit of ${maxKeyBytes.RANGE} bytes`;
}
