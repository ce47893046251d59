import { isClaimName } from '@scopegate/contract/decision';
import { isRecord, isTexts } from '../json-types.ts';
import type { Reader, Refuse } from './config.ts';
import { type Algorithm, algorithms as allAlgorithms, type ClientSettings } from './issuer.ts';
import type { Allowed } from './misconfiguration.ts';
import { reservedNames } from './reserved-names.ts';
import { isSecureUrl } from './secure-url.ts';

/** What is read when a member is not given; its reader does not see that. */
export const optional =
  <Value, Fallback>(reader: Reader<Value>, fallback: Fallback): Reader<Value | Fallback> =>
  (value, refuse) =>
    value === undefined ? fallback : reader(value, refuse);

/** A text that matches; any but the empty one by default. */
export const text =
  (allowed: Allowed = 'text', pattern = /./): Reader<string> =>
  (value, refuse) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    refuse(allowed);
    return '';
  };

/** A URL as {@link isSecureUrl} has it that matches. */
export const url =
  (allowed: Allowed = 'url', pattern = /./): Reader<string> =>
  (value, refuse) => {
    if (typeof value === 'string' && isSecureUrl(value) && pattern.test(value)) return value;
    refuse(allowed);
    return '';
  };

/** One of some texts; the first when nothing is given. */
export const choice =
  <Choice extends string>(...choices: readonly [Choice, ...Choice[]]): Reader<Choice> =>
  (value = choices[0], refuse) => {
    const chosen = choices.find((known) => known === value);
    if (chosen === undefined) refuse(choices);
    return chosen ?? choices[0];
  };

/** @default not required */
export const typ = /* @__PURE__ */ optional(choice('at+jwt'), undefined);

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

/** @default RS256, ES256 and EdDSA */
export const algorithms: Reader<Algorithm[]> = (value = ['RS256', 'ES256', 'EdDSA'], refuse) => {
  const given = Array.isArray(value) ? value : [];
  const known = allAlgorithms.filter((algorithm) => given.includes(algorithm));
  if (known.length === 0 || known.length !== given.length) refuse(allAlgorithms);
  return known;
};

/** A number of seconds from 0 to 60. */
export const seconds =
  (fallback: number): Reader<number> =>
  (value = fallback, refuse) => {
    if (typeof value === 'number' && value >= 0 && value <= 60) return value;
    refuse('seconds');
    return fallback;
  };

/** Names of claims to carry. */
export const claims: Reader<string[]> = (value, refuse) => {
  const names = texts(value, refuse);
  for (const name of names) if (!isClaimName(name) || reservedNames.includes(name)) refuse('claim', name);
  return names;
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
  if (typeof tenant === 'string' && /^[a-z0-9-]{1,64}$/.test(tenant)) return { tenant };
  refuse('tenant', tenant, `.${id}.tenant`);
  return {};
}
