import { type AttributeValue, firstFault, type Item } from './database-request.ts';

const maxDigits = 38;
const maxExponent = 125;
const minExponent = -130;

/**
 * The numbers of an item that was computed, as sums are.
 *
 * @param item numbers without exponent
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
export const storedNumbers = (item: Item): string | undefined => firstFault(Object.values(item), valueFault);

function valueFault({ N: number, M: map, L: list }: AttributeValue): string | undefined {
  if (number !== undefined) return numberFault(String(number));
  if (map !== undefined) return storedNumbers(map as Item);
  return list === undefined ? undefined : firstFault(list as readonly AttributeValue[], valueFault);
}

function numberFault(text: string): string | undefined {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '') return undefined;
  const exponent = digits.length - fraction.length - 1;
  // DynamoDB calls a sum with too many digits an overflow, too.
  if (exponent > maxExponent || digits.replace(/0+$/, '').length > maxDigits) {
    return 'Number overflow. Attempting to store a number with magnitude larger than supported range';
  }
  return exponent < minExponent
    ? 'Number underflow. Attempting to store a number with magnitude smaller than supported range'
    : undefined;
}
