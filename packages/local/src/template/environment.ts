/** Where the assembly runs, as far as ARNs and host names show it. */
export interface Environment {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** `amazonaws.com`, in China `amazonaws.com.cn`. */
  readonly urlSuffix: string;
}

export const defaultRegion = 'us-east-1';
export const defaultAccountId = '123456789012';

export const isRegion = (text: string): boolean => /^[a-z]{2}(-[a-z]+)+-\d$/.test(text);
export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/**
 * The environment of a Region and an account. Does not check that the Region exists.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function createEnvironment(region: string, accountId: string): Environment {
  const partition = partitionOf(region);
  return { partition, region, accountId, urlSuffix: partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com' };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/**
 * An ARN of this Region and account.
 * @param resource what follows the account: `table/orders`, `function:orders`
 */
export const arnOf = (environment: Environment, service: string, resource: string): string =>
  `arn:${environment.partition}:${service}:${environment.region}:${environment.accountId}:${resource}`;
