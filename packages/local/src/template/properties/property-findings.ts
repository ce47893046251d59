import type { Finding } from '../../model/index.ts';
import { didYouMean, quote } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import type { PropertyTable } from './property-table.ts';

/** The finding about a property that must be set. @param remedy where more can be said than to set it */
export const requiredProperty = (name: string, remedy = `Set ${name}.`): Finding => ({
  rule: 'required-property',
  what: `${name} is required`,
  remedy,
});

/** @param head the evaluated value; not shown when it is a secret */
export const wrongForm = (
  path: string,
  head: Json,
  { wanted, secret }: { readonly wanted: string; readonly secret?: boolean },
): Finding => ({
  rule: 'property-form',
  what: `${path} must be ${wanted}`,
  ...(secret === true ? {} : { given: quote(head) }),
  remedy: `Give ${path} ${wanted}.`,
});

/** @param table the allow list */
export function unknownProperty(name: string, table: PropertyTable): Finding {
  const known = Object.keys(table).filter((one) => table[one]?.kind !== 'refused');
  return {
    rule: 'unknown-property',
    what: `${name}: property not supported by the local platform`,
    allowed: known.join(', '),
    remedy: `Remove it, or run this part of the stack on AWS.${didYouMean(name, known)}`,
  };
}
