import { isRecord, isText } from '../json-types.ts';
import { isChallengeable } from './challengeable.ts';
import {
  type CarriedContext,
  claimPrefix,
  contextVersions,
  type FlatContext,
  isClaimName,
  optionally,
  type PolicyContext,
} from './context.ts';
import type { Decision } from './decide.ts';
import type { ClaimValue, Principal } from './principal.ts';
import { isReasonCode } from './reason.ts';

// In a file apart from the encoder: the authorizer only encodes, and its cold start must not load this.

export type ContextFault = 'context_missing' | 'context_malformed' | 'context_version';

export type DecodedContext<Context = CarriedContext> =
  | { readonly ok: true; readonly context: Context }
  | { readonly ok: false; readonly reason: ContextFault };

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

/**
 * Reads what {@link encodeContext} wrote. Strict: an unknown name, a value of the wrong type or another version is a
 * fault, since whatever wrote it was not the authorizer this guard was deployed with.
 */
export const decodeContext = (value: unknown): DecodedContext => decode(value, 'simple', toContext);

/**
 * Reads what {@link encodePolicyContext} wrote, as strictly: a context with a decision is none of these.
 *
 * It says nothing about any route: the reader has to decide.
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
  if (value['contextVersion'] !== contextVersions[kind]) return { ok: false, reason: 'context_version' };
  const context = hasMembers(value, members[kind]) ? read(value) : undefined;
  return context === undefined ? { ok: false, reason: 'context_malformed' } : { ok: true, context };
}

const hasMembers = (flat: FlatContext, { required, optional }: typeof ofPrincipal): boolean =>
  required.every((name) => Object.hasOwn(flat, name)) &&
  Object.keys(flat).every((name) => required.includes(name) || optional.includes(name) || isClaimMember(name));

// By the rule that the authorizer carries claims by: nothing else under the prefix came from it.
const isClaimMember = (name: string): boolean =>
  name.startsWith(claimPrefix) && isClaimName(name.slice(claimPrefix.length));

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

const isTextOrAbsent = (value: unknown): value is string | undefined => value === undefined || isText(value);

const isFlat = (value: unknown): value is FlatContext =>
  isRecord(value) &&
  Object.values(value).every(
    (member) =>
      typeof member === 'string' ||
      typeof member === 'boolean' ||
      (typeof member === 'number' && Number.isFinite(member)),
  );
