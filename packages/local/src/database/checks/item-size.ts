import type { AttributeValue, Item } from './database-request.ts';

/**
 * The bytes that DynamoDB counts for an item: names and texts in UTF-8, binary values as they are, numbers by their
 * significant digits, documents with a little for each element.
 *
 * @param item numbers without exponent
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemBytes = (item: Item): number =>
  sum(Object.entries(item), ([name, value]) => Buffer.byteLength(name) + valueBytes(value));

/** The bytes of a text, or of binary data in Base64. */
export const scalarBytes = (type: string, value: unknown): number =>
  type === 'B' ? Buffer.byteLength(String(value), 'base64') : Buffer.byteLength(String(value));

const documentBytes = 3;
const elementBytes = 1;

function valueBytes(value: AttributeValue): number {
  const [[type, content] = ['NULL', true]] = Object.entries(value);
  switch (type) {
    case 'S':
    case 'B':
      return scalarBytes(type, content);
    case 'N':
      return numberBytes(String(content));
    case 'SS':
    case 'BS':
      return sum(content as readonly string[], (member) => scalarBytes(type === 'BS' ? 'B' : 'S', member));
    case 'NS':
      return sum(content as readonly string[], numberBytes);
    case 'L':
      return documentBytes + sum(content as readonly AttributeValue[], (member) => elementBytes + valueBytes(member));
    case 'M':
      return documentBytes + itemBytes(content as Item) + elementBytes * Object.keys(content as Item).length;
    default:
      return 1;
  }
}

/** One byte per two digits on each side of the point, without outer zeros; one more, and one for a sign. */
function numberBytes(text: string): number {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const after = fraction.replace(/0+$/, '');
  const before = after === '' ? whole.replace(/^0+|0+$/g, '') : whole.replace(/^0+/, '');
  const significant = before === '' ? after.replace(/^0+/, '') : after;
  return 1 + Math.ceil(before.length / 2) + Math.ceil(significant.length / 2) + (text.startsWith('-') ? 1 : 0);
}

const sum = <Value>(values: readonly Value[], bytes: (value: Value) => number): number =>
  values.reduce((total, value) => total + bytes(value), 0);
