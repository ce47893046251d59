import validations from 'dynalite/validations/index.js';
import { firstFault, type TablePart } from './database-request.ts';

/** The values of keys and items: types, sets, and numbers, which are rewritten without exponent. */
export const attributeValues = ({ keys, items }: TablePart): string | undefined =>
  firstFault([...keys, ...items], (item) => firstFault(Object.values(item), validations.validateAttributeValue));
