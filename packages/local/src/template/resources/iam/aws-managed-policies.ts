import type { PolicyStatement } from '../../../model/index.ts';

const statement = (effect: 'Allow' | 'Deny', ...actions: readonly string[]): PolicyStatement => ({
  effect,
  action: { negated: false, patterns: actions },
  resource: { negated: false, patterns: ['*'] },
});

const readActions = ['BatchGet*', 'Describe*', 'Get*', 'List*', 'Query', 'Scan'].map((name) => `dynamodb:${name}`);

const nothing: readonly PolicyStatement[] = [];
const everything = [statement('Allow', 'dynamodb:*')];

/**
 * What policies that AWS manages say about tables, by their name.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const statements: Readonly<Record<string, readonly PolicyStatement[]>> = {
  AdministratorAccess: everything,
  PowerUserAccess: everything,
  AmazonDynamoDBFullAccess: everything,
  AmazonDynamoDBFullAccess_v2: everything,
  AmazonDynamoDBReadOnlyAccess: [statement('Allow', ...readActions)],
  ReadOnlyAccess: [statement('Allow', ...readActions)],
  AWSDenyAll: [statement('Deny', '*')],
  // Streams, not tables.
  'AWSLambdaInvocation-DynamoDB': nothing,
  AWSLambdaDynamoDBExecutionRole: nothing,
  ...Object.fromEntries(
    [
      ...['AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole', 'AWSLambdaENIManagementAccess'],
      ...['AWSLambdaKinesisExecutionRole', 'AWSLambdaSQSQueueExecutionRole', 'AWSLambdaMSKExecutionRole'],
      ...['AWSXRayDaemonWriteAccess', 'AWSXrayWriteOnlyAccess', 'CloudWatchLambdaInsightsExecutionRolePolicy'],
      ...['AmazonSSMReadOnlyAccess', 'SecretsManagerReadWrite', 'CloudWatchLogsFullAccess'],
      ...['AmazonS3FullAccess', 'AmazonS3ReadOnlyAccess', 'AmazonSNSFullAccess', 'AmazonSQSFullAccess'],
      ...['AmazonSESFullAccess', 'AWSLambdaRole'],
    ].map((name) => [name, nothing]),
  ),
};

/** Whether AWS manages a policy, by its ARN. */
export const isManagedByAws = (arn: string): boolean => /^arn:[a-z-]+:iam::aws:policy\/./.test(arn);

const invoking: ReadonlySet<string> = new Set([
  ...['AdministratorAccess', 'PowerUserAccess', 'AWSLambda_FullAccess', 'AWSLambdaRole'],
]);

/** What a policy that AWS manages says about invoking functions. One that is not known here grants nothing. */
export const awsManagedInvocation = (arn: string): readonly PolicyStatement[] =>
  isManagedByAws(arn) && invoking.has(nameOf(arn)) ? [statement('Allow', 'lambda:InvokeFunction')] : nothing;

const nameOf = (arn: string): string => arn.split('/').at(-1) ?? '';

/** What a policy that AWS manages says about tables; undefined when it is not known here. */
export function awsManagedStatements(arn: string): readonly PolicyStatement[] | undefined {
  const name = isManagedByAws(arn) ? nameOf(arn) : '';
  return Object.hasOwn(statements, name) ? statements[name] : undefined;
}
