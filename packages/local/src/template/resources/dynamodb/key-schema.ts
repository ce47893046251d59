import type { KeyElement } from '../../../model/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { modelled } from '../../properties/property-table.ts';

const elementMembers = modelled('AttributeName', 'KeyType');

/**
 * The key of a table or index: a partition key, then at most one sort key. Keys of several attributes are refused.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_KeySchemaElement.html
 */
export function readKeySchema(properties: PropertyReader): readonly KeyElement[] {
  const schema = properties.objects('KeySchema', elementMembers).map((element) => ({
    name: element.string('AttributeName'),
    type: element.requiredOneOf('KeyType', ['HASH', 'RANGE']) ?? 'HASH',
  }));
  const types = schema.map((element) => element.type).join();
  if (types !== 'HASH' && types !== 'HASH,RANGE') {
    properties.fault('KeySchema', {
      rule: 'key-schema',
      what: 'KeySchema has other keys than a table can have',
      given: `[${types}]`,
      allowed: '[HASH], [HASH,RANGE]',
      remedy: 'Give one HASH key and at most one RANGE key, in this order.',
    });
  }
  return schema;
}
