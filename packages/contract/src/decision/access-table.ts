import type { AccessRule } from '../access-rule.ts';
import { isRecord, isStrings } from '../json-types.ts';

/**
 * How a route answers a genuine token that is denied: `'none'`, by the gateway's bare 403; `'genuine'`, by the guard of
 * its handler with an RFC 6750 challenge.
 */
export type ChallengeMode = 'none' | 'genuine';

export interface AccessTableEntry {
  readonly rule: AccessRule;
  readonly challenge: ChallengeMode;
}

/** What policies are put together from, route by route; patterns are `<METHOD>/<path>` with `*`. */
export type PolicyPlan = readonly RoutePolicy[];

export interface RoutePolicy {
  readonly routeKey: string;
  /** Allowed where the rule allows. */
  readonly allow: readonly string[];
  /** Denied where the rule denies and one of the routes `when`, whose Allow would open it, is allowed. */
  readonly deny: readonly { readonly resource: string; readonly when: readonly string[] }[];
}

/** What the authorizer knows of a contract. */
export interface AccessTable {
  readonly version: 1;
  /** Scope to itself and all it implies. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  /** By route key. */
  readonly routes: Readonly<Record<string, AccessTableEntry>>;
  /**
   * `'checked'`: the template of the API was checked to have the route key among the identity sources of its authorizer.
   * Written by the CDK construct alone; without it the authorizer looks for the route key in each event.
   */
  readonly cacheKey?: 'checked';
  /** For policy responses; made and proved by `withPolicies`, checked by `createPolicyCompiler`. */
  readonly policies?: PolicyPlan;
}

/**
 * Reads a table from JSON text.
 *
 * Not checked: the plan of policies, which `createPolicyCompiler` checks; most authorizers have no use for it.
 *
 * @throws {Error} when it is not a table of version 1; the authorizer must not start on less
 */
export function parseAccessTable(text: string): AccessTable {
  const value: unknown = JSON.parse(text);
  if (isTable(value)) return value;
  throw new Error('Not an access table of version 1. Make it with accessTable() of this version.');
}

const isTable = (value: unknown): value is AccessTable =>
  isRecord(value) &&
  value['version'] === 1 &&
  isRecord(value['scopes']) &&
  Object.values(value['scopes']).every(isStrings) &&
  isRecord(value['routes']) &&
  Object.values(value['routes']).every(isEntry);

const isEntry = (value: unknown): value is AccessTableEntry =>
  isRecord(value) && (value['challenge'] === 'none' || value['challenge'] === 'genuine') && isRule(value['rule']);

function isRule(value: unknown): value is AccessRule {
  if (!isRecord(value)) return false;
  const kind = value['kind'] as AccessRule['kind'];
  if (kind === 'scopes') return Array.isArray(value['anyOf']) && value['anyOf'].every(isStrings);
  if (kind === 'open' || kind === 'authenticated' || kind === 'iam') return true;
  kind satisfies never;
  return false;
}
