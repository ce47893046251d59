import { type ClaimValue, grantedScopes, type Principal } from '@scopegate/contract/decision';
import type { Issuer, VerifiedClaims } from '../issuers/issuer.ts';
import { joinedTexts } from '../issuers/joined-texts.ts';
import { isText } from '../json-types.ts';
import { type Refusal, refuse } from './refusal.ts';
import { tokenIdOf } from './token-id.ts';

export type ClaimsRead = { readonly ok: true; readonly principal: Principal } | Refusal;

export interface ReadClaimsOptions {
  /** The compact serialization; names the token where it has no id. */
  readonly token: string;
  readonly issuer: Issuer;
  readonly header: VerifiedClaims;
  /** Scope to itself and all it implies. */
  readonly catalogue: Readonly<Record<string, readonly string[]>>;
  /** Seconds since the epoch. */
  readonly now: number;
}

/**
 * What the signature library leaves open, checked on verified claims, and the principal they speak for. The clock comes
 * last, and expiry not here at all: whatever `decide` finds expired is genuine in everything else.
 */
export function readClaims(
  claims: VerifiedClaims,
  { token, issuer, header, catalogue, now }: ReadClaimsOptions,
): ClaimsRead {
  if (!issuer.isAccessToken(header, claims)) return refuse('token_type_wrong');
  // RFC 7800: bound to a key; without proof of possession it is not a bearer token.
  if ('cnf' in claims) return refuse('proof_required');
  const clientId = claims[issuer.clientClaim];
  if (clientId !== undefined && !isText(clientId)) return refuse('claims_malformed');
  if (!isForUs(claims, clientId, issuer)) return refuse('audience_wrong');
  const { sub, exp, nbf, iat } = claims;
  const tokenId = claims[issuer.tokenIdClaim];
  const scopes = issuer.scopesOf(claims);
  if (!isText(sub) || !isTime(exp) || scopes === undefined || (tokenId !== undefined && !isText(tokenId)))
    return refuse('claims_malformed');
  if (![nbf, iat].every((time) => time === undefined || isTime(time))) return refuse('claims_malformed');
  if (issuer.requiredClaims.some((name) => !isPresent(claims, name))) return refuse('claims_malformed');
  const selected = selectClaims(claims, issuer.claims);
  if (selected === undefined) return refuse('claims_malformed');
  const latest = now + issuer.clockToleranceSeconds;
  if ((isTime(nbf) && nbf > latest) || (isTime(iat) && iat > latest)) return refuse('not_yet_valid');
  const tenant = clientId === undefined ? undefined : issuer.clients?.get(clientId)?.tenant;
  const principal = {
    issuer: issuer.issuer,
    subject: sub,
    scopes: grantedScopes(catalogue, scopes),
    validUntil: exp + issuer.expiryToleranceSeconds,
    claims: selected,
    ...(clientId === undefined ? {} : { clientId }),
    ...(isTime(iat) ? { issuedAt: iat } : {}),
    tokenId: tokenIdOf(token, tokenId),
    ...(tenant === undefined ? {} : { tenant }),
  };
  return { ok: true, principal };
}

function isForUs({ aud }: VerifiedClaims, clientId: string | undefined, { audience, clients }: Issuer): boolean {
  if (clients !== undefined && (clientId === undefined || !clients.has(clientId))) return false;
  if (audience.kind === 'client') return clients !== undefined;
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return audience.audiences.some((ours) => named.includes(ours));
}

/** What is carried, by its name; `undefined` when a list cannot be carried as one text. */
function selectClaims(claims: VerifiedClaims, names: Issuer['claims']): Record<string, ClaimValue> | undefined {
  const selected: Record<string, ClaimValue> = {};
  for (const name in names) {
    const claim = names[name] ?? '';
    const given = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
    const value = Array.isArray(given) ? joinedTexts(given) : given;
    if (value === undefined && given !== undefined) return undefined;
    if (typeof value === 'string' || typeof value === 'boolean' || isTime(value)) selected[name] = value;
  }
  return selected;
}

const isPresent = (claims: VerifiedClaims, name: string): boolean =>
  Object.hasOwn(claims, name) && claims[name] !== null && claims[name] !== '';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
