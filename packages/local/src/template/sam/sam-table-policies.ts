import type { Json, JsonObject } from '../json-value.ts';
import { own } from '../json-value.ts';

interface TablePolicy {
  readonly actions: readonly string[];
  /** Whether it is about indexes, too. */
  readonly indexes: boolean;
}

/** For actions that functions do not ask of tables here: streams, backups, settings. */
const elsewhere: TablePolicy = { actions: [], indexes: false };
const readParameters = ['GetItem', 'Scan', 'Query', 'BatchGetItem'];
const write = ['PutItem', 'UpdateItem', 'BatchWriteItem'];

/** @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html */
const policies: Readonly<Record<string, TablePolicy>> = {
  DynamoDBCrudPolicy: {
    actions: [...readParameters, ...write, 'DeleteItem', 'DescribeTable', 'ConditionCheckItem'],
    indexes: true,
  },
  DynamoDBReadPolicy: { actions: [...readParameters, 'DescribeTable'], indexes: true },
  DynamoDBWritePolicy: { actions: write, indexes: true },
  DynamoDBReconfigurePolicy: elsewhere,
  DynamoDBStreamReadPolicy: elsewhere,
  DynamoDBBackupFullAccessPolicy: elsewhere,
  DynamoDBRestoreFromBackupPolicy: elsewhere,
};

/** The document that a policy template about DynamoDB stands for; undefined when it is unknown or lacks its table. */
export function tablePolicy(name: string, parameters: JsonObject): JsonObject | undefined {
  const policy = Object.hasOwn(policies, name) ? policies[name] : undefined;
  const tableName = own(parameters, 'TableName');
  if (policy === undefined || tableName === undefined) return undefined;
  if (policy.actions.length === 0) return { Version: '2012-10-17', Statement: [] };
  const resources = [tableArn(tableName, ''), ...(policy.indexes ? [tableArn(tableName, '/index/*')] : [])];
  const actions = policy.actions.map((action) => `dynamodb:${action}`);
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resources }] };
}

const tableArn = (tableName: Json, rest: string): Json => ({
  'Fn::Sub': [
    `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/\${tableName}${rest}`,
    { tableName },
  ],
});
