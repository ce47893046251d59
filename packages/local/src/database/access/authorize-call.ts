import { type Caller, evaluatePolicy, type PolicyVerdict } from '../../iam/index.ts';
import type { PolicyStatement } from '../../model/index.ts';
import { accessDenied, type DynamoDbError } from '../dynamodb-error.ts';
import type { Access } from './required-access.ts';

/**
 * Refuses a request of which the caller's policies do not allow every part, in AWS's words: an explicit Deny wins, then
 * policies and boundary must both allow.
 *
 * @param tableArn the ARN of a table by its name
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function authorize(
  caller: Caller,
  accesses: readonly Access[],
  tableArn: (tableName: string) => string,
): DynamoDbError | undefined {
  for (const { action, tableName, indexName } of accesses) {
    const table = tableArn(tableName);
    const resource = indexName === undefined ? table : `${table}/index/${indexName}`;
    // An action on all tables can only be granted on everything, though a denial names them.
    const why = denialReason(caller, { action, resource: tableName === '*' ? '*' : resource });
    if (why !== undefined) {
      return accessDenied(
        `User: ${caller.userArn} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
      );
    }
  }
  return undefined;
}

interface Request {
  readonly action: string;
  readonly resource: string;
}

function denialReason({ permissions }: Caller, request: Request): string | undefined {
  const { statements, boundary, unknownBecause } = permissions;
  if (unknownBecause !== undefined) return `because ${unknownBecause}`;
  const kinds = [
    { name: 'identity-based policy', article: 'an', verdict: evaluatePolicy(statements, request) },
    { name: 'permissions boundary', article: 'a', verdict: boundaryVerdict(boundary, request) },
  ];
  const denied = kinds.find(({ verdict }) => verdict === 'explicit-deny');
  if (denied !== undefined) return `with an explicit deny in ${denied.article} ${denied.name}`;
  const silent = kinds.find(({ verdict }) => verdict === 'no-match');
  return silent && `because no ${silent.name} allows the ${request.action} action`;
}

const boundaryVerdict = (boundary: readonly PolicyStatement[] | undefined, request: Request): PolicyVerdict =>
  boundary === undefined ? 'allow' : evaluatePolicy(boundary, request);
