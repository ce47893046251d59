import { isChallengeable } from './challengeable.ts';
import type { Decision } from './decide.ts';
import type { ClaimValue, Principal } from './principal.ts';
import { isReasonCode } from './reason.ts';

/** What the authorizer hands to the guard: its decision, and the principal it decided about. */
export interface CarriedContext {
  readonly decision: Decision;
  readonly principal: Principal;
  /** The route key the decision was made for. */
  readonly routeKey: string;
  /** Names the decision in logs; random, made anew at each authorizer run. */
  readonly decisionId: string;
}

/**
 * What the authorizer hands to the guard with a policy response: who calls. Which routes are open to him the gateway has
 * read from the policy; a decision for one route would be handed to all.
 */
export type PolicyContext = Pick<CarriedContext, 'principal' | 'decisionId'>;

/** API Gateway keeps these types as they are; JSON inside a string was seen to break on cache hits. */
export type FlatContext = Record<string, ClaimValue>;

export type ContextFault = 'context_missing' | 'context_malformed' | 'context_version';

export type DecodedContext<Context = CarriedContext> =
  | { readonly ok: true; readonly context: Context }
  | { readonly ok: false; readonly reason: ContextFault };

/** The two kinds of context are never taken for each other: what denies in one must not be left out in the other. */
const versions = { simple: 1, policy: 'policy-1' } as const;
const claimPrefix = 'claim_';
const ofPrincipal = {
  required: ['issuer', 'subject', 'scopes', 'validUntil'],
  optional: ['clientId', 'issuedAt', 'tokenId', 'tenant'],
};
const members = {
  simple: {
    required: ['contextVersion', 'decision', 'reason', 'routeKey', 'decisionId', ...ofPrincipal.required],
    optional: ['missing', ...ofPrincipal.optional],
  },
  policy: {
    required: ['contextVersion', 'decisionId', ...ofPrincipal.required],
    optional: ofPrincipal.optional,
  },
};

/** A claim that can be carried under `claim_<name>`. */
export const isClaimName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name);

/** Flattens a decision for `requestContext.authorizer.lambda`. */
export function encodeContext({ decision, principal, routeKey, decisionId }: CarriedContext): FlatContext {
  const missing = decision.outcome === 'deny' ? decision.missing?.join(' ') : undefined;
  return {
    contextVersion: versions.simple,
    decision: decision.outcome,
    reason: decision.reason,
    routeKey,
    decisionId,
    ...optionally({ missing }),
    ...flatten(principal),
  };
}

/** Flattens a principal for `requestContext.authorizer.lambda`, without a decision. */
export const encodePolicyContext = ({ principal, decisionId }: PolicyContext): FlatContext => ({
  contextVersion: versions.policy,
  decisionId,
  ...flatten(principal),
});

function flatten({ claims, scopes, ...principal }: Principal): FlatContext {
  const { issuer, subject, clientId, validUntil, issuedAt, tokenId, tenant } = principal;
  return {
    issuer,
    subject,
    scopes: scopes.join(' '),
    validUntil,
    ...optionally({ clientId, issuedAt, tokenId, tenant }),
    ...Object.fromEntries(Object.entries(claims).map(([name, value]) => [claimPrefix + name, value])),
  };
}

/**
 * Reads what {@link encodeContext} wrote. Strict: an unknown name, a value of the wrong type or another version is a
 * fault, since whatever wrote it was not the authorizer this guard was deployed with.
 */
export const decodeContext = (value: unknown): DecodedContext => decode(value, 'simple', toContext);

/**
 * Reads what {@link encodePolicyContext} wrote, as strictly: a context with a decision is none of these.
 *
 * It says nothing of any route. Whoever reads it has to decide.
 */
export const decodePolicyContext = (value: unknown): DecodedContext<PolicyContext> =>
  decode(value, 'policy', toPolicyContext);

function decode<Context>(
  value: unknown,
  kind: 'simple' | 'policy',
  read: (flat: FlatContext) => Context | undefined,
): DecodedContext<Context> {
  if (value === undefined || value === null) return { ok: false, reason: 'context_missing' };
  if (!isFlat(value)) return { ok: false, reason: 'context_malformed' };
  if (value['contextVersion'] !== versions[kind]) return { ok: false, reason: 'context_version' };
  const context = hasMembers(value, members[kind]) ? read(value) : undefined;
  return context === undefined ? { ok: false, reason: 'context_malformed' } : { ok: true, context };
}

const hasMembers = (flat: FlatContext, { required, optional }: typeof ofPrincipal): boolean =>
  required.every((name) => Object.hasOwn(flat, name)) &&
  Object.keys(flat).every((name) => required.includes(name) || optional.includes(name) || name.startsWith(claimPrefix));

function toContext(flat: FlatContext): CarriedContext | undefined {
  const decision = toDecision(flat);
  const principal = toPrincipal(flat);
  const { routeKey, decisionId } = flat;
  if (decision === undefined || principal === undefined || !isText(routeKey) || !isText(decisionId)) return undefined;
  return { decision, principal, routeKey, decisionId };
}

function toPolicyContext(flat: FlatContext): PolicyContext | undefined {
  const principal = toPrincipal(flat);
  const { decisionId } = flat;
  return principal === undefined || !isText(decisionId) ? undefined : { principal, decisionId };
}

function toDecision({ decision, reason, missing }: FlatContext): Decision | undefined {
  if (!isReasonCode(reason)) return undefined;
  if (decision === 'allow' && reason === 'allowed') return { outcome: 'allow', reason };
  if (decision !== 'deny' || !isChallengeable(reason)) return undefined;
  return { outcome: 'deny', reason, ...(isText(missing) ? { missing: missing.split(' ') } : {}) };
}

function toPrincipal(flat: FlatContext): Principal | undefined {
  const { issuer, subject, scopes, validUntil, clientId, issuedAt, tokenId, tenant } = flat;
  const typed =
    isText(issuer) &&
    isText(subject) &&
    typeof scopes === 'string' &&
    typeof validUntil === 'number' &&
    isTextOrAbsent(clientId) &&
    isTextOrAbsent(tokenId) &&
    isTextOrAbsent(tenant) &&
    (issuedAt === undefined || typeof issuedAt === 'number');
  if (!typed) return undefined;
  return {
    issuer,
    subject,
    scopes: scopes === '' ? [] : scopes.split(' '),
    validUntil,
    ...optionally({ clientId, issuedAt, tokenId, tenant }),
    claims: claimsIn(flat),
  };
}

const claimsIn = (flat: FlatContext): Record<string, ClaimValue> =>
  Object.fromEntries(
    Object.entries(flat)
      .filter(([name]) => name.startsWith(claimPrefix))
      .map(([name, value]) => [name.slice(claimPrefix.length), value]),
  );

type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

// Absent members stay absent: API Gateway would carry null, and `exactOptionalPropertyTypes` tells the two apart.
const optionally = <T extends Record<string, ClaimValue | undefined>>(members: T): Present<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTextOrAbsent = (value: unknown): value is string | undefined => value === undefined || isText(value);

const isFlat = (value: unknown): value is FlatContext =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(
    (member) =>
      typeof member === 'string' ||
      typeof member === 'boolean' ||
      (typeof member === 'number' && Number.isFinite(member)),
  );
