import { describe, expect, it } from '@jest/globals';
import { identityFaults } from '../../../src/platform/faults/identity-faults.ts';

describe('identityFaults', () => {
  const identity = {
    accessKeyId: 'AKIDONE',
    secretAccessKey: 'secret-text',
    userArn: 'arn:aws:iam::123456789012:user/one',
    userId: 'one',
    accountId: '123456789012',
    policies: [],
  };

  it('takes good ones', () => {
    expect(identityFaults([identity, { ...identity, accessKeyId: 'AKIDTWO' }])).toEqual([]);
  });

  it.each([
    { name: 'one key id twice', identities: [identity, identity], words: /share one access key id/ },
    {
      name: 'a policy that is none',
      identities: [{ ...identity, policies: [{ Statement: 'all' } as never] }],
      words: /must be an object/,
    },
  ])('refuses $name, without the secret', ({ identities, words }) => {
    const faults = identityFaults(identities);
    expect(faults).toMatchObject([
      { rule: 'given-identity', where: { option: { name: 'identities' } }, what: expect.stringMatching(words) },
    ]);
    expect(JSON.stringify(faults)).not.toContain('secret-text');
  });
});
