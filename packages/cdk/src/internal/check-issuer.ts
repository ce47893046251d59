import { isClaimName } from '@scopegate/contract/decision';
import { Token } from 'aws-cdk-lib';
import { fault, type SynthFault } from '../fault.ts';
import type {
  AudienceIssuerOptions,
  ClientSettings,
  SharedIssuerOptions,
  SignatureAlgorithm,
} from '../issuer-options.ts';

// What the authorizer would refuse at its cold start is refused at synth. Values the deploy fills in pass.

const algorithms: readonly SignatureAlgorithm[] = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

// The names the authorizer's context has itself; `claim_tenant` beside `tenant` would invite a mistake.
const reservedNames = new Set([
  'contextVersion',
  'decision',
  'reason',
  'routeKey',
  'decisionId',
  'issuer',
  'subject',
  'scopes',
  'validUntil',
  'clientId',
  'issuedAt',
  'tokenId',
  'tenant',
  'missing',
]);

const sharedMembers = ['claims', 'requiredClaims', 'expiryToleranceSeconds', 'clockToleranceSeconds'];
const audienceMembers = [...sharedMembers, 'audience', 'clients', 'algorithms'];

/** @param own members of this preset alone */
export function checkShared(options: SharedIssuerOptions, own: readonly string[]): SynthFault[] {
  const { claims = [], requiredClaims = [] } = options;
  return [
    ...checkMembers(options, [...sharedMembers, ...own]),
    ...claims.filter((name) => !isCarriable(name)).map((name) => fault('issuer-claim', 'claims', `"${name}"`)),
    ...requiredClaims.flatMap((name) => checkText('requiredClaims', name)),
    ...checkSeconds('expiryToleranceSeconds', options.expiryToleranceSeconds),
    ...checkSeconds('clockToleranceSeconds', options.clockToleranceSeconds),
  ];
}

/** @param own members of this preset alone */
export function checkWithAudience(options: AudienceIssuerOptions, own: readonly string[]): SynthFault[] {
  const { audience = [], clients = {}, algorithms: accepted } = options;
  return [
    ...checkShared(options, [...audienceMembers, ...own]),
    ...(audience.length === 0 ? [fault('issuer-audience', 'audience', '[]')] : []),
    ...audience.flatMap((one) => checkText('audience', one)),
    ...Object.entries(clients).flatMap(([id, settings]) => checkClient(id, settings)),
    ...checkAlgorithms(accepted),
  ];
}

export function checkClient(id: string, { tenant, ...others }: ClientSettings): SynthFault[] {
  const at = `clients.${id}`;
  const good = tenant === undefined || isDeployed(tenant) || /^[a-z0-9-]{1,64}$/.test(tenant);
  return [
    ...checkMembers(others, []).map((one) => ({ ...one, at: `${at}.${one.at}` })),
    ...(good ? [] : [fault('issuer-tenant', `${at}.tenant`, `"${tenant}"`)]),
  ];
}

export const checkText = (at: string, text: string | undefined): SynthFault[] =>
  text === undefined || text === '' ? [fault('issuer-text', at, text === '' ? '""' : 'nothing')] : [];

/** One of the values its type lists; left out is good where it may be. The type checks this; others call too. */
export function checkChoice(at: string, value: string | undefined, allowed: readonly string[]): SynthFault[] {
  if (value === undefined || allowed.includes(value)) return [];
  return [fault('issuer-choice', at, `${JSON.stringify(value)}, none of ${allowed.join(', ')}`)];
}

// A URL with a password in it is a fault, so what was given is shown without one.
export function checkUrl(at: string, text: string): SynthFault[] {
  if (isDeployed(text)) return [];
  if (!URL.canParse(text)) return [fault('issuer-url', at, 'no URL')];
  const { protocol, host, username, password, search, hash } = new URL(text);
  const plain = `${username}${password}${search}${hash}` === '';
  return protocol === 'https:' && plain ? [] : [fault('issuer-url', at, `${protocol}//${host}`)];
}

/** The issuer of a vendor, by the end of its path. */
export function checkIssuerForm(issuer: string, form: RegExp): SynthFault[] {
  const faults = checkUrl('issuer', issuer);
  if (faults.length > 0 || isDeployed(issuer) || form.test(issuer)) return faults;
  return [fault('issuer-form', 'issuer', issuer)];
}

/** Whether only the deploy knows the value. */
export const isDeployed = (value: unknown): boolean => Token.isUnresolved(value);

function checkMembers(options: object, known: readonly string[]): SynthFault[] {
  return Object.keys(options)
    .filter((member) => !known.includes(member))
    .map((member) => fault('issuer-member', member, member));
}

const isCarriable = (name: string): boolean => isClaimName(name) && !reservedNames.has(name);

function checkSeconds(at: string, seconds: number | undefined): SynthFault[] {
  if (seconds === undefined || (!isDeployed(seconds) && seconds >= 0 && seconds <= 60)) return [];
  return [fault('issuer-tolerance', at, isDeployed(seconds) ? 'a value that is known at deploy only' : `${seconds} s`)];
}

function checkAlgorithms(accepted: readonly string[] | undefined): SynthFault[] {
  if (accepted === undefined) return [];
  const known = new Set(accepted.filter((one) => algorithms.some((algorithm) => algorithm === one)));
  const good = accepted.length > 0 && known.size === accepted.length;
  return good ? [] : [fault('issuer-algorithms', 'algorithms', accepted.join(', ') || '[]')];
}
