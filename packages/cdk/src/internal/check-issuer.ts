import {
  type AudienceSettings,
  type ClientSettings,
  isCarriableClaim,
  isIssuerUrl,
  mostToleranceSeconds,
  type PresetName,
  presetMembers,
  type SharedSettings,
  signatureAlgorithms,
  tenantPattern,
} from '@scopegate/contract/issuers';
import { Token } from 'aws-cdk-lib';
import { fault, type SynthFault } from '../fault.ts';

// What the authorizer would refuse at its cold start is refused at synth. Values the deploy fills in pass.

/** The settings that all presets share, and that no other member is given than this preset knows. */
export function checkShared(preset: PresetName, options: SharedSettings): SynthFault[] {
  const { requiredClaims = [] } = options;
  return [
    ...checkMembers(options, constructMembers(preset)),
    ...checkClaims(options.claims ?? []),
    ...requiredClaims.flatMap((name) => checkText('requiredClaims', name)),
    ...checkSeconds('expiryToleranceSeconds', options.expiryToleranceSeconds),
    ...checkSeconds('clockToleranceSeconds', options.clockToleranceSeconds),
  ];
}

/** The settings of presets whose tokens name an audience. */
export function checkWithAudience(preset: PresetName, options: AudienceSettings): SynthFault[] {
  const { audience = [], clients = {}, algorithms: accepted } = options;
  return [
    ...checkShared(preset, options),
    ...(audience.length === 0 ? [fault('issuer-audience', 'audience', '[]')] : []),
    ...audience.flatMap((one) => checkText('audience', one)),
    ...Object.entries(clients).flatMap(([id, settings]) => checkClient(id, settings)),
    ...checkAlgorithms(accepted),
  ];
}

export function checkClient(id: string, { tenant, ...others }: ClientSettings): SynthFault[] {
  const at = `clients.${id}`;
  const good = tenant === undefined || isDeployed(tenant) || tenantPattern.test(tenant);
  return [
    ...checkMembers(others, []).map((one) => ({ ...one, at: `${at}.${one.at}` })),
    ...(good ? [] : [fault('issuer-tenant', `${at}.tenant`, `"${tenant}"`)]),
  ];
}

function checkClaims(claims: NonNullable<SharedSettings['claims']>): SynthFault[] {
  const named = Array.isArray(claims) ? claims.map((name) => [name, name]) : Object.entries(claims);
  return named.flatMap(([name, claim]) => [
    ...(isCarriableClaim(name) ? [] : [fault('issuer-claim', 'claims', `"${name}"`)]),
    ...checkText(`claims.${name}`, claim),
  ]);
}

export const checkOptionalText = (at: string, text: string | undefined): SynthFault[] =>
  text === undefined ? [] : checkText(at, text);

export const checkText = (at: string, text: string | undefined): SynthFault[] =>
  text === undefined || text === '' ? [fault('issuer-text', at, text === '' ? '""' : 'nothing')] : [];

/** One of the values its type lists; left out is good where it may be. The type checks this; others call too. */
export function checkChoice(at: string, value: string | undefined, allowed: readonly string[]): SynthFault[] {
  if (value === undefined || allowed.includes(value)) return [];
  return [fault('issuer-choice', at, `${JSON.stringify(value)}, none of ${allowed.join(', ')}`)];
}

// A URL with a password in it is a fault, so what was given is shown without one.
export function checkUrl(at: string, text: string, isSafe = isIssuerUrl): SynthFault[] {
  if (isDeployed(text)) return [];
  if (!URL.canParse(text)) return [fault('issuer-url', at, 'no URL')];
  const { protocol, host } = new URL(text);
  // Plain http, which the authorizer takes on loopback, leads nowhere from a deployed function.
  return protocol === 'https:' && isSafe(text) ? [] : [fault('issuer-url', at, `${protocol}//${host}`)];
}

/** The issuer of a vendor, by the end of its path. */
export function checkIssuerForm(issuer: string, form: RegExp): SynthFault[] {
  const faults = checkUrl('issuer', issuer);
  if (faults.length > 0 || isDeployed(issuer) || form.test(issuer)) return faults;
  return [fault('issuer-form', 'issuer', issuer)];
}

/** Whether only the deploy knows the value. */
export const isDeployed = (value: unknown): boolean => Token.isUnresolved(value);

// The construct is given the pool itself.
const constructMembers = (preset: PresetName): readonly string[] =>
  presetMembers[preset].filter((member) => member !== 'userPoolId');

function checkMembers(options: object, known: readonly string[]): SynthFault[] {
  return Object.keys(options)
    .filter((member) => !known.includes(member))
    .map((member) => fault('issuer-member', member, member));
}

function checkSeconds(at: string, seconds: number | undefined): SynthFault[] {
  if (seconds === undefined || (!isDeployed(seconds) && seconds >= 0 && seconds <= mostToleranceSeconds)) return [];
  return [fault('issuer-tolerance', at, isDeployed(seconds) ? 'a value that is known at deploy only' : `${seconds} s`)];
}

function checkAlgorithms(accepted: readonly string[] | undefined): SynthFault[] {
  if (accepted === undefined) return [];
  const known = new Set(accepted.filter((one) => signatureAlgorithms.some((algorithm) => algorithm === one)));
  const good = accepted.length > 0 && known.size === accepted.length;
  return good ? [] : [fault('issuer-algorithms', 'algorithms', accepted.join(', ') || '[]')];
}
