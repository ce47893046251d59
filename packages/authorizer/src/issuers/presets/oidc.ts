import {
  type Config,
  type Faults,
  readAlgorithms,
  readClaims,
  readClients,
  readText,
  readTexts,
  readUrl,
} from '../config.ts';
import type { Issuer, VerifiedClaims } from '../issuer.ts';
import { spaceSeparated, stringOrArray } from '../scope-claim.ts';

const members = [
  'preset',
  'issuer',
  'audience',
  'jwksUri',
  'scopeClaim',
  'clientClaim',
  'clients',
  'claims',
  'algorithms',
] as const;
const scopeClaims = ['scope', 'scp', 'permissions', 'roles', 'groups'] as const;

/**
 * Access tokens of any OpenID provider that publishes its keys.
 *
 * Keys come from `jwksUri` or by discovery. `typ: at+jwt` (RFC 9068 §2.1) is accepted and not required; a token that is
 * marked as something else, or that carries what only ID tokens carry (`nonce`, `at_hash`), is refused. `scope` is a
 * space-separated string; the other scope claims are that or an array of strings. One claim per issuer, never a union.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export function oidc(config: Config, faults: Faults): Issuer[] {
  faults.onlyMembers(config, members);
  const scopeClaim = config['scopeClaim'] ?? 'scope';
  if (!scopeClaims.some((known) => known === scopeClaim)) faults.add('scopeClaim', scopeClaim, scopeClaims.join(', '));
  const audiences = readTexts(config, 'audience', faults);
  if (audiences.length === 0) faults.add('audience', config['audience'], 'at least one audience');
  return [
    {
      issuer: readUrl(config, 'issuer', faults),
      jwksUri: config['jwksUri'] === undefined ? 'discover' : readUrl(config, 'jwksUri', faults),
      algorithms: readAlgorithms(config, faults),
      audience: { kind: 'audience', audiences },
      clientClaim: config['clientClaim'] === undefined ? 'client_id' : readText(config, 'clientClaim', faults),
      clients: readClients(config, faults),
      isAccessToken,
      scopesOf: (claims) =>
        scopeClaim === 'scope' ? spaceSeparated(claims, 'scope') : stringOrArray(claims, String(scopeClaim)),
      claims: readClaims(config, faults),
      expiryToleranceSeconds: 0,
      clockToleranceSeconds: 60,
    },
  ];
}

function isAccessToken({ typ }: VerifiedClaims, claims: VerifiedClaims): boolean {
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
  return (type === undefined || type === 'jwt' || type === 'at+jwt') && !('nonce' in claims) && !('at_hash' in claims);
}
