import {
  type ClientSettings,
  defaultAlgorithms,
  isCarriableClaim,
  isIssuerUrl,
  isKeySetUrl,
  mostToleranceSeconds,
  type SignatureAlgorithm,
  signatureAlgorithms,
  tenantPattern,
} from '@scopegate/contract/issuers';
import { isRecord, isText, isTexts } from '../json-types.ts';
import type { Reader, Refuse } from './config.ts';
import type { Allowed } from './misconfiguration.ts';

/** A member that may be left out; its reader does not see that. */
export const optional =
  <Value>(reader: Reader<Value>): Reader<Value | undefined> =>
  (value, refuse) =>
    value === undefined ? undefined : reader(value, refuse);

/** A text that matches; any but the empty one by default. */
export const text =
  (allowed: Allowed = 'text', pattern = /./): Reader<string> =>
  (value, refuse) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    refuse(allowed);
    return '';
  };

/** A URL as `isIssuerUrl` has it that matches. */
export const url =
  (allowed: Allowed = 'url', pattern = /./): Reader<string> =>
  (value, refuse) => {
    if (typeof value === 'string' && isIssuerUrl(value) && pattern.test(value)) return value;
    refuse(allowed);
    return '';
  };

/** The address of a key set. */
export const keySetUrl: Reader<string> = (value, refuse) => {
  if (typeof value === 'string' && isKeySetUrl(value)) return value;
  refuse('keySetUrl');
  return '';
};

/** One of some texts. */
export const oneOf =
  <Choice extends string>(choices: readonly [Choice, ...Choice[]]): Reader<Choice> =>
  (value, refuse) => {
    const chosen = choices.find((known) => known === value);
    if (chosen === undefined) refuse(choices);
    return chosen ?? choices[0];
  };

export const texts: Reader<string[]> = (value = [], refuse) => {
  if (isTexts(value)) return value;
  refuse('texts');
  return [];
};

export const audience: Reader<string[]> = (value, refuse) => {
  if (isTexts(value) && value.length > 0) return value;
  refuse('audience');
  return [];
};

export const algorithms: Reader<SignatureAlgorithm[]> = (value = defaultAlgorithms, refuse) => {
  const given = Array.isArray(value) ? value : [];
  const known = signatureAlgorithms.filter((algorithm) => given.includes(algorithm));
  if (known.length === 0 || known.length !== given.length) refuse(signatureAlgorithms);
  return known;
};

/** A number of seconds that can be tolerated. */
export const seconds =
  (fallback: number): Reader<number> =>
  (value = fallback, refuse) => {
    if (typeof value === 'number' && value >= 0 && value <= mostToleranceSeconds) return value;
    refuse('seconds');
    return fallback;
  };

/** Claims to carry: a list of names, or `{ "<name>": "<claim>" }`. */
export const claims: Reader<Readonly<Record<string, string>>> = (value, refuse) => {
  const named = isRecord(value) ? value : Object.fromEntries(texts(value, refuse).map((name) => [name, name]));
  for (const [name, claim] of Object.entries(named)) {
    if (!isCarriableClaim(name)) refuse('claim', name);
    if (!isText(claim)) refuse('text', claim, `.${name}`);
  }
  return named as Readonly<Record<string, string>>;
};

/** `{ "<client id>": { "tenant": "acme" } }` */
export const clients: Reader<Map<string, ClientSettings>> = (value, refuse) => {
  if (!isRecord(value)) refuse('clients');
  return new Map(
    Object.entries(isRecord(value) ? value : {}).map(([id, settings]) => [id, readClient(id, settings, refuse)]),
  );
};

function readClient(id: string, settings: unknown, refuse: Refuse): ClientSettings {
  const { tenant, ...others } = isRecord(settings) ? settings : { others: settings };
  if (Object.keys(others).length > 0) refuse('client', settings, `.${id}`);
  if (tenant === undefined) return {};
  if (typeof tenant === 'string' && tenantPattern.test(tenant)) return { tenant };
  refuse('tenant', tenant, `.${id}.tenant`);
  return {};
}
