import type { IssuerSettings, PresetName } from '@scopegate/contract/issuers';
import { isRecord } from '../json-types.ts';
import type { AddFault } from './config.ts';
import type { Issuer } from './issuer.ts';
import { type Fault, misconfiguration } from './misconfiguration.ts';
import type { Preset } from './preset.ts';
import { auth0 } from './presets/auth0.ts';
import { cognito } from './presets/cognito.ts';
import { entra } from './presets/entra.ts';
import { keycloak } from './presets/keycloak.ts';
import { oidc } from './presets/oidc.ts';
import { okta } from './presets/okta.ts';

const presets: Readonly<Record<PresetName, Preset>> = {
  cognito,
  auth0,
  entra,
  okta,
  keycloak,
  oidc,
};

/**
 * The issuers of an authorizer, given in code.
 *
 * Not checked: that an issuer exists, serves its keys and issues tokens of the shape its preset expects.
 *
 * @throws {Error} with all faults at once; an authorizer that is half configured must not start
 */
export const defineIssuers = (settings: readonly IssuerSettings[]): readonly Issuer[] => toIssuers(settings, 'issuers');

/**
 * The issuers of an authorizer, from the value of `SCOPEGATE_ISSUERS`: the settings of {@link defineIssuers} as JSON.
 *
 * @throws {Error} with all faults at once; an authorizer that is half configured must not start
 */
export const parseIssuers = (text: string | undefined): readonly Issuer[] =>
  toIssuers(parseArray(text), 'SCOPEGATE_ISSUERS');

function toIssuers(entries: readonly unknown[], at: string): readonly Issuer[] {
  const faults: Fault[] = [];
  const issuers = entries.flatMap((entry, index) =>
    toIssuer(entry, (member, given, allowed) => faults.push({ at: `${at}[${index}].${member}`, given, allowed })),
  );
  if (entries.length === 0) faults.push({ at, given: entries, allowed: 'issuers' });
  const names = issuers.map(({ issuer }) => issuer);
  const again = names.filter((name, index) => names.indexOf(name) !== index);
  faults.push(...again.map((given) => ({ at, given, allowed: 'once' as const })));
  if (faults.length > 0) throw misconfiguration(faults);
  return issuers;
}

function parseArray(text: string | undefined): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (Array.isArray(value)) return value;
  } catch {
    // Told below: a parser's message could quote the text.
  }
  throw misconfiguration([{ at: 'SCOPEGATE_ISSUERS', allowed: 'array' }]);
}

function toIssuer(entry: unknown, fault: AddFault): Issuer[] {
  const config = isRecord(entry) ? entry : {};
  const { preset } = config;
  if (isPreset(preset)) return presets[preset](config, fault);
  fault('preset', preset, Object.keys(presets));
  return [];
}

const isPreset = (name: unknown): name is PresetName => typeof name === 'string' && Object.hasOwn(presets, name);
