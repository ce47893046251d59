import { indexIdentities } from '../../iam/index.ts';
import type { Fault } from '../../model/index.ts';
import { errorMessage } from '../../runtime/index.ts';
import type { GivenIdentity } from '../callers/given-identity.ts';

/** What keeps the given identities from being used: a policy that is not understood, an access key id given twice. */
export function identityFaults(identities: readonly GivenIdentity[]): Fault[] {
  try {
    const named = identities.map(({ name, accessKeyId, ...given }) => ({
      userArn: name ?? accessKeyId,
      accessKeyId,
      ...given,
    }));
    indexIdentities(named.map((given) => ({ userId: '', accountId: '', ...given })));
    return [];
  } catch (error) {
    return [
      {
        rule: 'given-identity',
        where: { option: { name: 'identities' } },
        what: errorMessage(error),
        remedy: 'Correct the identity: its policies are those of AWS IAM.',
      },
    ];
  }
}
