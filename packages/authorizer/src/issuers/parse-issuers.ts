import { isRecord } from '../json-types.ts';
import { type AddFault, createFaults } from './config.ts';
import type { Issuer } from './issuer.ts';
import type { Preset } from './preset.ts';
import { type Auth0Settings, auth0 } from './presets/auth0.ts';
import { type CognitoSettings, cognito } from './presets/cognito.ts';
import { type EntraSettings, entra } from './presets/entra.ts';
import { type KeycloakSettings, keycloak } from './presets/keycloak.ts';
import { type OidcSettings, oidc } from './presets/oidc.ts';
import { type OktaSettings, okta } from './presets/okta.ts';

/** An issuer as a preset is told of it. */
export type IssuerSettings =
  | CognitoSettings
  | Auth0Settings
  | EntraSettings
  | OktaSettings
  | KeycloakSettings
  | OidcSettings;

const presets: Readonly<Record<IssuerSettings['preset'], Preset>> = {
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
  const messages: string[] = [];
  const issuers = entries.flatMap((entry, index) => toIssuer(entry, createFaults(`${at}[${index}]`, messages)));
  if (entries.length === 0) messages.push(`${at}: given [], allowed: at least one issuer`);
  messages.push(...duplicates(issuers).map((issuer) => `${at}: issuer ${issuer} is configured twice`));
  if (messages.length > 0) throw new Error(`The issuers are misconfigured:\n  ${messages.join('\n  ')}`);
  return issuers;
}

function parseArray(text: string | undefined): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (Array.isArray(value)) return value;
  } catch {
    // Told below: a parser's message could quote the text.
  }
  throw new Error('SCOPEGATE_ISSUERS is not a JSON array. Set it to [{"preset":"cognito","userPoolId":"...",...}].');
}

function toIssuer(entry: unknown, fault: AddFault): Issuer[] {
  const config = isRecord(entry) ? { ...entry } : {};
  const { preset } = config;
  if (isPreset(preset)) return presets[preset](config, fault);
  fault('preset', preset, Object.keys(presets).join(', '));
  return [];
}

const isPreset = (name: unknown): name is IssuerSettings['preset'] =>
  typeof name === 'string' && Object.hasOwn(presets, name);

const duplicates = (issuers: readonly Issuer[]): string[] =>
  issuers
    .filter(({ issuer }, index) => issuers.findIndex((other) => other.issuer === issuer) !== index)
    .map(({ issuer }) => issuer);
