import type { Decision } from './decide.ts';
import type { ClaimValue, Principal } from './principal.ts';
import { isReasonCode, type ReasonCode, reasons } from './reason.ts';

/** What the authorizer hands to the guard: its decision, and the principal it decided about. */
export interface CarriedContext {
  readonly decision: Decision;
  readonly principal: Principal;
  /** The route key the decision was made for. */
  readonly routeKey: string;
  /** Names the decision in logs; random, made anew at each authorizer run. */
  readonly decisionId: string;
}

/** API Gateway keeps these types as they are; JSON inside a string was seen to break on cache hits. */
export type FlatContext = Record<string, ClaimValue>;

export type ContextFault = 'context_missing' | 'context_malformed' | 'context_version';

export type DecodedContext =
  | { readonly ok: true; readonly context: CarriedContext }
  | { readonly ok: false; readonly reason: ContextFault };

const version = 1;
const claimPrefix = 'claim_';
const required = [
  'contextVersion',
  'decision',
  'reason',
  'routeKey',
  'decisionId',
  'issuer',
  'subject',
  'scopes',
  'validUntil',
];
const optional = ['clientId', 'issuedAt', 'tokenId', 'tenant', 'missing'];
const names = new Set([...required, ...optional]);

/** A claim that can be carried under `claim_<name>`. */
export const isClaimName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name);

/** Flattens a decision for `requestContext.authorizer.lambda`. */
export function encodeContext({ decision, principal, routeKey, decisionId }: CarriedContext): FlatContext {
  const { issuer, subject, clientId, scopes, validUntil, issuedAt, tokenId, tenant, claims } = principal;
  const missing = decision.outcome === 'deny' ? decision.missing?.join(' ') : undefined;
  const flat = {
    contextVersion: version,
    decision: decision.outcome,
    reason: decision.reason,
    routeKey,
    decisionId,
    issuer,
    subject,
    scopes: scopes.join(' '),
    validUntil,
    ...optionally({ clientId, issuedAt, tokenId, tenant, missing }),
  };
  return { ...flat, ...Object.fromEntries(Object.entries(claims).map(([name, value]) => [claimPrefix + name, value])) };
}

/**
 * Reads what {@link encodeContext} wrote. Strict: an unknown name, a value of the wrong type or another version is a
 * fault, since whatever wrote it was not the authorizer this guard was deployed with.
 */
export function decodeContext(value: unknown): DecodedContext {
  if (value === undefined || value === null) return { ok: false, reason: 'context_missing' };
  if (!isFlat(value)) return { ok: false, reason: 'context_malformed' };
  if (value['contextVersion'] !== version) return { ok: false, reason: 'context_version' };
  const context = toContext(value);
  return context === undefined ? { ok: false, reason: 'context_malformed' } : { ok: true, context };
}

function toContext(flat: FlatContext): CarriedContext | undefined {
  const unknown = Object.keys(flat).some((name) => !names.has(name) && !name.startsWith(claimPrefix));
  if (unknown || required.some((name) => !Object.hasOwn(flat, name))) return undefined;
  const decision = toDecision(flat);
  const principal = toPrincipal(flat);
  const { routeKey, decisionId } = flat;
  if (decision === undefined || principal === undefined || !isText(routeKey) || !isText(decisionId)) return undefined;
  return { decision, principal, routeKey, decisionId };
}

function toDecision({ decision, reason, missing }: FlatContext): Decision | undefined {
  if (!isReasonCode(reason)) return undefined;
  if (decision === 'allow' && reason === 'allowed') return { outcome: 'allow', reason };
  if (decision !== 'deny' || !isDenied(reason)) return undefined;
  return { outcome: 'deny', reason, ...(isText(missing) ? { missing: missing.split(' ') } : {}) };
}

const isDenied = (reason: ReasonCode): reason is 'token_expired' | 'insufficient_scope' =>
  reasons[reason].kind === 'deny' && reasons[reason].challengeable;

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
