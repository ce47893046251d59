import { isJsonObject, parseJson } from '../../runtime/index.ts';
import type { IssuerService } from './issuer-service.ts';

/**
 * Why a token of a known issuer cannot verify here: its issuer is stood in for, and no key of the stand-in signed it. What it
 * says of itself is not verified, and nothing of it but the issuer, which is known, is repeated.
 */
export function explainForeignToken(
  token: string,
  issuers: ReadonlyMap<string, Pick<IssuerService, 'keyIds'>>,
): string | undefined {
  const [header, payload] = token.split('.').map(decoded);
  const issuer = payload?.['iss'];
  const service = typeof issuer === 'string' ? issuers.get(issuer) : undefined;
  const ids = service?.keyIds();
  if (ids === undefined || ids.includes(String(header?.['kid']))) return undefined;
  return `${String(issuer)} is stood in for on this machine: only tokens that were minted here verify. Mint one with scopegate mint --issuer ${String(issuer)}, or give the issuer's real keys with --issuer ${String(issuer)}=jwks.json.`;
}

function decoded(segment: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(Buffer.from(segment, 'base64url').toString('utf8'));
  return isJsonObject(value) ? value : undefined;
}
