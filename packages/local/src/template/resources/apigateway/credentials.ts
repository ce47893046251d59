import { quote } from '../../../runtime/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';

const roleArn = /^arn:[a-z-]+:iam::\d{12}:role\/.+$/;

/** The role that API Gateway assumes to invoke a function; the caller's own credentials are not passed on here. */
export function readCredentials(properties: PropertyReader, name: string): { readonly credentialsArn?: string } {
  const arn = properties.optionalString(name);
  if (arn === undefined) return {};
  if (!roleArn.test(arn)) {
    properties.fault(name, {
      rule: 'credentials-role',
      what: `${name} is not the ARN of a role`,
      given: quote(arn),
      allowed: 'arn:aws:iam::<account>:role/<name>',
      remedy: 'Give the ARN of a role, or grant the invocation with an AWS::Lambda::Permission.',
    });
  }
  return { credentialsArn: arn };
}
