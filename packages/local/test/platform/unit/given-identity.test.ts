import { describe, expect, it } from '@jest/globals';
import type { Identity } from '../../../src/iam/index.ts';
import { completeIdentity, type GivenIdentity } from '../../../src/platform/callers/given-identity.ts';

describe('completeIdentity', () => {
  const run = { accountId: '111122223333', userArn: 'arn:aws-cn:iam::111122223333:user/run' } as Identity;
  const caller = { accessKeyId: 'AKIDONE', secretAccessKey: 's', policies: [] };
  const known = (given: GivenIdentity) => completeIdentity(given, run);

  it('makes a caller that says no more than its name a user of the account', () => {
    expect(known({ ...caller, name: 'alice' })).toEqual({
      ...caller,
      userArn: 'arn:aws-cn:iam::111122223333:user/alice',
      userId: 'AKIDONE',
      accountId: '111122223333',
    });
  });

  it('keeps what a caller says', () => {
    const given = { ...caller, userArn: 'arn:aws:iam::999988887777:user/x', userId: 'u', accountId: '999988887777' };
    expect(known(given)).toEqual(given);
  });
});
