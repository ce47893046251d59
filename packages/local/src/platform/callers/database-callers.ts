import { type Caller, type FindCaller, type Identity, indexIdentities, type Permissions } from '../../iam/index.ts';
import type { Model } from '../../model/index.ts';
import type { RoleSessions } from './role-sessions.ts';

interface Known {
  /** The run's own, then the user's. */
  readonly identities: readonly Identity[];
  readonly sessions: Pick<RoleSessions, 'findCaller'>;
}

/**
 * Who may call the database of a platform: its functions, and the identities that `AWS_IAM` routes know.
 *
 * @throws TypeError when a policy is not understood or two identities share an access key id
 */
export function databaseCallers({ accountId }: Pick<Model, 'accountId'>, { identities, sessions }: Known): FindCaller {
  const known = indexIdentities(identities);
  return (accessKeyId): Caller | undefined => {
    const identity = known.get(accessKeyId);
    if (identity === undefined) return sessions.findCaller(accessKeyId);
    return { ...identity, permissions: identity.accountId === accountId ? identity : foreign };
  };
}

const foreign: Permissions = {
  statements: [],
  unknownBecause: 'the caller belongs to another account, and tables have no resource-based policies here',
};
