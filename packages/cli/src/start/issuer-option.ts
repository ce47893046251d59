import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { IssuerKeys, IssuerSource } from '@scopegate/local';
import { InvalidArgumentError } from 'commander';
import { CliError, messageOf } from '../shell/cli-error.ts';
import { parsePair } from './pair-option.ts';

/** Where the keys of a JWT authorizer's issuer are. */
export interface IssuerLocation {
  /** Exactly as tokens name it. */
  readonly issuer: string;
  /** A JWKS file, or a loopback URL that answers for the issuer. */
  readonly place: string;
}

/** Reads `<issuer>=<JWKS file or loopback URL>`. */
export function parseIssuer(text: string): IssuerLocation {
  const [issuer, place] = parsePair(text, '<issuer>=<JWKS file or loopback URL>');
  if (!URL.canParse(issuer) || place === '')
    throw new InvalidArgumentError(
      "Allowed: 'https://issuer.example.com/=jwks.json', the issuer as the template has it.",
    );
  return { issuer, place };
}

/**
 * The keys of each issuer: of its file, or the address that answers for it.
 *
 * @param directory file names are relative to it
 * @throws {CliError} for the first file that holds no public keys, and for an address outside this machine
 */
export function readIssuerKeys(locations: readonly IssuerLocation[], directory: string): IssuerKeys {
  const sources: Record<string, IssuerSource> = {};
  for (const { issuer, place } of locations) {
    if (Object.hasOwn(sources, issuer)) throw twice(issuer);
    sources[issuer] = /^https?:\/\//i.test(place)
      ? { address: loopbackAddress(place) }
      : { keys: readKeys(resolve(directory, place)) };
  }
  return sources;
}

function loopbackAddress(place: string): string {
  const host = URL.canParse(place) ? new URL(place).hostname : '';
  if (host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)) return place.replace(/\/$/, '');
  throw new CliError({
    what: 'The keys of an issuer come from this machine only',
    given: `--issuer ...=${place}`,
    allowed: 'a JWKS file, or an http(s) URL on 127.0.0.1, ::1 or localhost',
    remedy: "Save the issuer's key set to a file, and name that",
  });
}

type Jwk = Extract<IssuerSource, { readonly keys: unknown }>['keys'][number];

function readKeys(file: string): readonly Jwk[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // A parser's message quotes the text, which may hold a private key.
    throw badKeys(file, error instanceof SyntaxError ? 'it is not JSON' : messageOf(error));
  }
  const keys: unknown = typeof value === 'object' && value !== null && 'keys' in value ? value.keys : undefined;
  if (!Array.isArray(keys) || keys.length === 0) throw badKeys(file, 'it has no "keys"');
  const faults = keys.flatMap((key: unknown, index) => keyFaults(key).map((fault) => `keys[${index}] ${fault}`));
  if (faults.length > 0) throw badKeys(file, faults.join('; '));
  return keys as readonly Jwk[];
}

function keyFaults(key: unknown): string[] {
  if (typeof key !== 'object' || key === null) return ['is no key'];
  const { kty, kid } = key as { readonly kty?: unknown; readonly kid?: unknown };
  return [
    ...(typeof kty === 'string' ? [] : ['has no "kty"']),
    ...(typeof kid === 'string' ? [] : ['has no "kid", by which tokens name it']),
    ...('d' in key || 'k' in key ? ['is a private or secret key: leave only its public members'] : []),
  ];
}

const badKeys = (file: string, given: string): CliError =>
  new CliError({
    what: 'The keys of --issuer cannot be used',
    given: `${file}: ${given}`,
    allowed: 'a JSON Web Key Set (RFC 7517 §5): { "keys": [{ "kty": "RSA", "kid": "...", "n": "...", "e": "..." }] }',
    remedy: 'Give the set that the issuer publishes at its jwks_uri',
  });

const twice = (issuer: string): CliError =>
  new CliError({
    what: 'An issuer is given twice',
    given: `--issuer ${issuer}=...`,
    allowed: 'one place of keys per issuer',
    remedy: 'Leave one out',
  });
