import validations from 'dynalite/validations/index.js';
import { firstFault, type Item, type TablePart } from './database-request.ts';

/** Faults that DynamoDB reports as they are. */
const ofTheValue = /contains duplicates|number set|numeric value|significant digits|number with magnitude/;

/** The values of the key that a page begins after. Whether it is one of the table's is the engine's to say. */
export const startKey = ({ parameters }: TablePart): string | undefined =>
  firstFault(Object.values((parameters['ExclusiveStartKey'] ?? {}) as Item), (value) => {
    const fault = validations.validateAttributeValue(value);
    return fault === undefined || ofTheValue.test(fault) ? fault : `The provided starting key is invalid: ${fault}`;
  });
