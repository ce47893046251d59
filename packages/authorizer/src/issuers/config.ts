import { isClaimName } from '@scopegate/contract/decision';
import { type Algorithm, algorithms, type ClientSettings } from './issuer.ts';

/** One entry of `SCOPEGATE_ISSUERS`, before it is read. */
export type Config = Readonly<Record<string, unknown>>;

/** Collects what is wrong with one entry, so that all of it is told at once. */
export interface Faults {
  add(member: string, given: unknown, allowed: string): void;
  onlyMembers(config: Config, known: readonly string[]): void;
}

export function createFaults(at: string, messages: string[]): Faults {
  const add = (member: string, given: unknown, allowed: string): void => {
    messages.push(`${at}.${member}: given ${shown(given)}, allowed: ${allowed}`);
  };
  return {
    add,
    onlyMembers(config, known) {
      for (const member of Object.keys(config))
        if (!known.includes(member)) add(member, config[member], `members ${known.join(', ')}`);
    },
  };
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, 120);

export function readText(config: Config, member: string, faults: Faults): string {
  const value = config[member];
  if (typeof value === 'string' && value !== '') return value;
  faults.add(member, value, 'a non-empty string');
  return '';
}

export function readTexts(config: Config, member: string, faults: Faults): string[] {
  const value = config[member] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) return value;
  faults.add(member, value, 'an array of non-empty strings');
  return [];
}

/** An https URL; http only for a loopback address, where nobody is in between. */
export function readUrl(config: Config, member: string, faults: Faults): string {
  const text = readText(config, member, faults);
  if (text !== '' && !isSecureUrl(text))
    faults.add(member, text, 'an https URL without user, query and fragment (http on loopback only)');
  return text;
}

export function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  return (
    (protocol === 'https:' || (protocol === 'http:' && loopback)) && `${username}${password}${search}${hash}` === ''
  );
}

/** @default RS256, ES256 and EdDSA */
export function readAlgorithms(config: Config, faults: Faults): Algorithm[] {
  const given = config['algorithms'] ?? ['RS256', 'ES256', 'EdDSA'];
  const known = algorithms.filter((algorithm) => Array.isArray(given) && given.includes(algorithm));
  if (!Array.isArray(given) || given.length === 0 || known.length !== given.length)
    faults.add('algorithms', given, algorithms.join(', '));
  return known;
}

// The names the authorizer's context has for what it vouches for. `claim_tenant` beside `tenant` would invite a mistake.
const reservedNames =
  'contextVersion decision reason routeKey decisionId issuer subject scopes validUntil clientId issuedAt tokenId tenant missing';

export function readClaims(config: Config, faults: Faults): string[] {
  const names = readTexts(config, 'claims', faults);
  for (const name of names) {
    if (!isClaimName(name)) faults.add('claims', name, 'letters, digits and _, a letter first, 64 at most');
    if (reservedNames.split(' ').includes(name)) faults.add('claims', name, `names other than ${reservedNames}`);
  }
  return names;
}

/** A number of seconds from 0 to `most`. */
export function readSeconds(config: Config, member: string, options: SecondsOptions): number {
  const { faults, fallback, most } = options;
  const value = config[member] ?? fallback;
  if (typeof value === 'number' && value >= 0 && value <= most) return value;
  faults.add(member, value, `0 to ${most} seconds`);
  return fallback;
}

export interface SecondsOptions {
  readonly faults: Faults;
  readonly fallback: number;
  readonly most: number;
}

/** One of some texts; the first when nothing is given. */
export function readChoice<Choice extends string>(
  config: Config,
  member: string,
  { faults, choices }: { readonly faults: Faults; readonly choices: readonly [Choice, ...Choice[]] },
): Choice {
  const [fallback] = choices;
  const value = config[member] ?? fallback;
  const choice = choices.find((known) => known === value);
  if (choice === undefined) faults.add(member, value, choices.join(', '));
  return choice ?? fallback;
}

/** `{ "<client id>": { "tenant": "acme" } }` */
export function readClients(config: Config, faults: Faults): Map<string, ClientSettings> | undefined {
  const value = config['clients'];
  if (value === undefined) return undefined;
  if (!isRecord(value)) {
    faults.add('clients', value, 'an object of client IDs');
    return new Map();
  }
  return new Map(Object.entries(value).map(([id, settings]) => [id, readClient(id, settings, faults)]));
}

function readClient(id: string, settings: unknown, faults: Faults): ClientSettings {
  const { tenant, ...others } = isRecord(settings) ? settings : { others: settings };
  if (Object.keys(others).length > 0) faults.add(`clients.${id}`, settings, 'an object with tenant or nothing');
  if (tenant === undefined) return {};
  if (typeof tenant === 'string' && /^[a-z0-9-]{1,64}$/.test(tenant)) return { tenant };
  faults.add(`clients.${id}.tenant`, tenant, '1 to 64 lower-case letters, digits and -');
  return {};
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
