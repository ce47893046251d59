import { firstFault, type TablePart } from './database-request.ts';

/**
 * DynamoDB documents 64 KB, and takes one byte less.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const maxBytes = 65_535;

/** The names of attributes that are written, and those that expressions use. */
export function attributeNames({ items, parameters }: TablePart): string | undefined {
  const written = firstFault(items, (item) => firstFault(Object.keys(item), nameFault));
  const given = (parameters['ExpressionAttributeNames'] ?? {}) as Readonly<Record<string, string>>;
  return (
    written ??
    firstFault(Object.entries(given), ([placeholder, name]) => {
      const fault = nameFault(name);
      return fault && `ExpressionAttributeNames contains invalid value: ${fault} for key ${placeholder}`;
    })
  );
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'Empty attribute name';
  return Buffer.byteLength(name) > maxBytes ? 'Attribute name is too large, must be less than 65536 bytes' : undefined;
}
