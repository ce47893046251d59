import { isRecord, isText } from './json-types.ts';

/** Who signed the request, as API Gateway found out. */
export interface IamCaller {
  readonly userArn: string;
  readonly accountId: string;
}

/** The caller of an `AWS_IAM` route (`requestContext.authorizer.iam`), or `undefined` when there is none. */
export function readIamCaller(authorizer: unknown): IamCaller | undefined {
  const iam: unknown = isRecord(authorizer) ? authorizer['iam'] : undefined;
  if (!isRecord(iam)) return;
  const { userArn, accountId } = iam;
  return isText(userArn) && isText(accountId) ? { userArn, accountId } : undefined;
}
