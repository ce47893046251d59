import { type Config, createFaults } from './config.ts';
import type { Issuer } from './issuer.ts';
import { cognito } from './presets/cognito.ts';
import { oidc } from './presets/oidc.ts';

const presets = { cognito, oidc };

/**
 * Reads the value of `SCOPEGATE_ISSUERS`: a JSON array of `{ "preset": "cognito" | "oidc", ... }`.
 *
 * @throws {Error} with all faults at once; an authorizer that is half configured must not start
 */
export function parseIssuers(text: string | undefined): readonly Issuer[] {
  const entries = parseArray(text);
  const messages: string[] = [];
  const issuers = entries.flatMap((entry, index) => toIssuers(entry, `SCOPEGATE_ISSUERS[${index}]`, messages));
  if (entries.length === 0) messages.push('SCOPEGATE_ISSUERS: given [], allowed: at least one issuer');
  messages.push(...duplicates(issuers));
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

function toIssuers(entry: unknown, at: string, messages: string[]): Issuer[] {
  const faults = createFaults(at, messages);
  const config: Config = typeof entry === 'object' && entry !== null ? { ...entry } : {};
  const { preset } = config;
  if (preset === 'cognito' || preset === 'oidc') return presets[preset](config, faults);
  faults.add('preset', preset, Object.keys(presets).join(', '));
  return [];
}

const duplicates = (issuers: readonly Issuer[]): string[] =>
  issuers
    .filter(({ issuer }, index) => issuers.findIndex((other) => other.issuer === issuer) !== index)
    .map(({ issuer }) => `SCOPEGATE_ISSUERS: issuer ${issuer} is configured twice`);
