import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { copy, expectRefusal, type Refusal, set } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a table', () => {
  it.each<Refusal>([
    {
      name: 'a policy of a table',
      change: set('Table', { ResourcePolicy: { PolicyDocument: {} } }),
      at: 'Table',
      path: 'Properties.ResourcePolicy',
      fault: {
        rule: 'resource-policy-not-enforced',
        what: 'ResourcePolicy: property not supported by the local platform',
      },
    },
    {
      name: 'table name',
      change: set('Table', { TableName: 'a b' }),
      at: 'Table',
      path: 'Properties.TableName',
      fault: { rule: 'table-name', what: '"a b" is not a table name' },
    },
    {
      name: 'two tables of one name',
      change: (p, resources, template) => {
        p('Table').TableName = 'one';
        copy('Table', {})(p, resources, template);
      },
      at: 'Extra',
      path: 'Properties.TableName',
      fault: { rule: 'table-name-taken', what: 'Table already exists: one' },
    },
    {
      name: 'replica elsewhere',
      change: (p, r) => {
        r.Table.Type = 'AWS::DynamoDB::GlobalTable';
        p('Table').Replicas = [{ Region: 'eu-west-1' }];
      },
      at: 'Table',
      path: 'Properties.Replicas',
      fault: { rule: 'table-replicas', what: 'Replicas in [eu-west-1] are not run by the local platform' },
    },
    {
      name: 'index without projection',
      change: (p) => {
        delete p('Table').GlobalSecondaryIndexes[0].Projection;
      },
      at: 'Table',
      path: 'Properties.GlobalSecondaryIndexes[0].Projection',
      fault: { rule: 'required-property', what: 'Projection is required' },
    },
    {
      name: 'key that is not defined',
      change: set('Table', { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] }),
      at: 'Table',
      path: 'Properties.AttributeDefinitions',
      fault: {
        rule: 'attribute-definitions',
        what: 'Some index key attributes are not defined in AttributeDefinitions: at',
      },
    },
    {
      name: 'definition that is not used',
      change: (p) => {
        p('Table').AttributeDefinitions.push({ AttributeName: 'x', AttributeType: 'S' });
      },
      at: 'Table',
      path: 'Properties.AttributeDefinitions',
      fault: { rule: 'attribute-definitions', what: 'Some AttributeDefinitions are not used by any key: x' },
    },
    {
      name: 'key order',
      change: set('Table', { KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] }),
      at: 'Table',
      path: 'Properties.KeySchema',
      fault: {
        rule: 'key-schema',
        what: 'KeySchema has other keys than a table can have',
        given: '[RANGE]',
        allowed: '[HASH], [HASH,RANGE]',
      },
    },
  ])('$name', expectRefusal);
});
