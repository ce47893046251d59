import type { Decision } from './decide.ts';
import type { ClaimValue, Principal } from './principal.ts';

/** What the authorizer hands to the guard: its decision, and the principal it decided about. */
export interface CarriedContext {
  readonly decision: Decision;
  readonly principal: Principal;
  /** The route key the decision was made for. */
  readonly routeKey: string;
  /** Names the decision in logs; random, a new one for each run of the authorizer. */
  readonly decisionId: string;
}

/**
 * What the authorizer hands to the guard with a policy response: who calls. The gateway reads from the policy which routes
 * are open to the caller; a decision for one route would be handed to all.
 */
export type PolicyContext = Pick<CarriedContext, 'principal' | 'decisionId'>;

/** API Gateway keeps these types as they are; JSON inside a string was seen to break on cache hits. */
export type FlatContext = Record<string, ClaimValue>;

/** The two kinds of context are never taken for each other: what denies in one must not be left out in the other. */
export const contextVersions = { simple: 1, policy: 'policy-1' } as const;
export const claimPrefix = 'claim_';
/** A claim that can be carried under `claim_<name>`. */
export const isClaimName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name);

/** Flattens a decision for `requestContext.authorizer.lambda`. */
export const encodeContext = ({ decision, principal, routeKey, decisionId }: CarriedContext): FlatContext =>
  flatten(principal, {
    contextVersion: contextVersions.simple,
    decision: decision.outcome,
    reason: decision.reason,
    routeKey,
    decisionId,
    missing: decision.outcome === 'deny' ? decision.missing?.join(' ') : undefined,
  });

/** Flattens a principal for `requestContext.authorizer.lambda`, without a decision. */
export const encodePolicyContext = ({ principal, decisionId }: PolicyContext): FlatContext =>
  flatten(principal, { contextVersion: contextVersions.policy, decisionId });

type Members = Readonly<Record<string, ClaimValue | undefined>>;

function flatten({ claims, scopes, ...principal }: Principal, first: Members): FlatContext {
  const flat: FlatContext = {};
  const add = (members: Members, prefix = ''): void => {
    for (const name in members) {
      const value = members[name];
      // Absent members stay absent: API Gateway would carry null.
      if (value !== undefined) flat[prefix + name] = value;
    }
  };
  add(first);
  add({ ...principal, scopes: scopes.join(' ') });
  add(claims, claimPrefix);
  return flat;
}

type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

// Absent members stay absent: API Gateway would carry null, and `exactOptionalPropertyTypes` tells the two apart.
export const optionally = <T extends Record<string, ClaimValue | undefined>>(members: T): Present<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
