import { randomBytes } from 'node:crypto';
import type { Identity } from '../../iam/index.ts';
import type { Model } from '../../model/index.ts';

/** An IAM user of this run, who may invoke every `AWS_IAM` route and do everything to the tables. Its keys are new at each start. */
export function createRunIdentity({ partition, accountId }: Model): Identity {
  return {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
    userArn: `arn:${partition}:iam::${accountId}:user/scopegate-local`,
    userId: `AIDA${randomBytes(8).toString('hex').toUpperCase()}`,
    accountId,
    policies: [
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['execute-api:Invoke', 'dynamodb:*'], Resource: '*' }],
      },
    ],
  };
}
