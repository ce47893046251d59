import { discoveryUrl, isKeySetUrl } from '@scopegate/contract/issuers';
import type { Issuer } from '../issuers/issuer.ts';
import { isRecord } from '../json-types.ts';
import type { FetchJson } from './fetch-json.ts';
import { type KeySet, parseKeySet } from './jwks.ts';

/**
 * Fetches an issuer's keys, by discovery where its configuration does not name them. The discovery document must name
 * the same issuer (OpenID Connect Discovery 1.0 §4.3) and an address as safe as the configuration asks for.
 */
export async function fetchKeys(issuer: Issuer, fetchJson: FetchJson): Promise<KeySet> {
  const jwksUri = issuer.jwksUri === 'discover' ? await discover(issuer.issuer, fetchJson) : issuer.jwksUri;
  return parseKeySet(await fetchJson(jwksUri));
}

async function discover(issuer: string, fetchJson: FetchJson): Promise<string> {
  const url = discoveryUrl(issuer);
  const document = await fetchJson(url);
  if (!isRecord(document) || document['issuer'] !== issuer)
    throw new Error(`GET ${url}: the document is of another issuer`);
  const { jwks_uri: jwksUri } = document;
  // Plain http stays on loopback: an issuer elsewhere cannot have its keys on this machine.
  const secure =
    typeof jwksUri === 'string' && isKeySetUrl(jwksUri) && (/^https:/.test(jwksUri) || /^http:/.test(issuer));
  if (!secure) throw new Error(`GET ${url}: jwks_uri is not an https URL`);
  return jwksUri;
}
