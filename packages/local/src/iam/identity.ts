import type { PolicyStatement } from '../model/index.ts';
import { errorMessage } from '../runtime/index.ts';
import { type PolicyDocument, parsePolicyDocument } from './policy/policy-document.ts';

/** An IAM caller that the platform knows: its keys, its user and its policies. */
export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** When set, a request must carry it; otherwise a request must not carry one. */
  readonly sessionToken?: string;
  readonly userArn: string;
  readonly userId: string;
  /** Twelve digits. Callers of another account are refused: HTTP APIs have no resource policies. */
  readonly accountId: string;
  readonly policies: readonly PolicyDocument[];
}

/** An identity whose policies have been read. */
export interface KnownIdentity extends Omit<Identity, 'policies'> {
  readonly statements: readonly PolicyStatement[];
}

/**
 * Identities by access key id.
 *
 * @throws TypeError when a policy is not understood or two identities share an access key id
 */
export function indexIdentities(identities: readonly Identity[]): ReadonlyMap<string, KnownIdentity> {
  const index = new Map<string, KnownIdentity>();
  for (const { policies, ...identity } of identities) {
    if (index.has(identity.accessKeyId)) {
      throw new TypeError(`two identities share one access key id; the second is ${identity.userArn}`);
    }
    index.set(identity.accessKeyId, { ...identity, statements: readPolicies(policies, identity.userArn) });
  }
  return index;
}

function readPolicies(policies: readonly PolicyDocument[], owner: string): PolicyStatement[] {
  try {
    return policies.flatMap((policy) => [...parsePolicyDocument(policy)]);
  } catch (error) {
    throw new TypeError(`a policy of ${owner} cannot be used: ${errorMessage(error)}`);
  }
}
