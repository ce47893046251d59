import type { Environment } from '../environment.ts';
import { arnOf } from '../environment.ts';
import type { Json } from '../json-value.ts';
import { uuidOf } from '../physical-id.ts';

/**
 * The pseudo parameters of a stack, but for `AWS::NoValue`, which has no value.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameters(stack: string, environment: Environment): ReadonlyMap<string, Json> {
  const stackId = arnOf(environment, 'cloudformation', `stack/${stack}/${uuidOf({ stack, logicalId: '' })}`);
  return new Map<string, Json>([
    ['AWS::AccountId', environment.accountId],
    ['AWS::NotificationARNs', []],
    ['AWS::Partition', environment.partition],
    ['AWS::Region', environment.region],
    ['AWS::StackId', stackId],
    ['AWS::StackName', stack],
    ['AWS::URLSuffix', environment.urlSuffix],
  ]);
}
