import { resolve } from 'node:path';
import type { GivenKeys } from '@scopegate/local';
import { InvalidArgumentError } from 'commander';
import { CliError } from '../shell/cli-error.ts';
import { isRecord } from '../shell/json.ts';
import { parseNameValue } from './name-value.ts';
import { readJsonFile } from './option-file.ts';

/** An issuer outside the assembly, and where its keys are. */
export interface IssuerLocation {
  /** Exactly as tokens name it. */
  readonly issuer: string;
  /** A JWKS file, or the loopback URL of a server that answers for the issuer. Absent: it is stood in for. */
  readonly keySource?: string;
}

/** Reads `<issuer>` or `<issuer>=<JWKS file or loopback URL>`. */
export function parseIssuer(text: string): IssuerLocation {
  const [issuer, keySource] = text.includes('=') ? parseNameValue(text) : [text];
  if (!/^https?:\/\//.test(issuer) || !URL.canParse(issuer) || keySource === '')
    throw new InvalidArgumentError(
      "Allowed: 'https://issuer.example.com/' to stand in for it, or 'https://issuer.example.com/=jwks.json'; the issuer as tokens name it.",
    );
  return keySource === undefined ? { issuer } : { issuer, keySource };
}

/**
 * The keys of each issuer from its file, or the URL of the server that has them.
 *
 * @param directory file names are relative to it
 * @throws {CliError} for the first file without usable public keys, for a URL that is not on this machine, and for an
 *   issuer that is given twice
 */
export function readIssuerKeys(locations: readonly IssuerLocation[], directory: string): Record<string, GivenKeys> {
  const sources: Record<string, GivenKeys> = {};
  for (const { issuer, keySource } of locations) {
    if (Object.hasOwn(sources, issuer)) throw issuerTwice(issuer);
    if (keySource === undefined) continue;
    sources[issuer] = /^https?:\/\//i.test(keySource)
      ? { address: loopbackAddress(keySource) }
      : { keys: readKeys(resolve(directory, keySource)) };
  }
  return sources;
}

function loopbackAddress(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  if (host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)) return url.replace(/\/$/, '');
  throw new CliError({
    what: 'The keys of an issuer come from this machine only',
    given: `--issuer ...=${url}`,
    allowed: 'a JWKS file, or an http(s) URL on 127.0.0.1, ::1 or localhost',
    remedy: "Save the issuer's key set to a file, and name that file",
  });
}

function readKeys(file: string): readonly object[] {
  const value = readJsonFile(file, (fault) => badKeys(file, fault));
  const keys = isRecord(value) ? value['keys'] : undefined;
  if (!Array.isArray(keys) || keys.length === 0) throw badKeys(file, 'it has no "keys"');
  const faults = keys.flatMap((key: unknown, index) => keyFaults(key).map((fault) => `keys[${index}] ${fault}`));
  if (faults.length > 0) throw badKeys(file, faults.join('; '));
  return keys;
}

function keyFaults(key: unknown): string[] {
  if (!isRecord(key)) return ['is not a key'];
  return [
    ...(typeof key['kty'] === 'string' ? [] : ['has no "kty"']),
    ...(typeof key['kid'] === 'string' ? [] : ['has no "kid", by which tokens name it']),
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

const issuerTwice = (issuer: string): CliError =>
  new CliError({
    what: 'An issuer is given twice',
    given: `--issuer ${issuer}=...`,
    allowed: 'one file or URL of keys per issuer',
    remedy: 'Leave one out',
  });
