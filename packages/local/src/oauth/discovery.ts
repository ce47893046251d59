import type { UserPool } from '../model/index.ts';

/**
 * The pool's OpenID Connect discovery document, as far as this server runs it.
 *
 * `issuer` and `jwks_uri` are the pool's own (a caller who found this document at the pool's address is led here for the
 * keys, too); `token_endpoint` is the local one, because the pool's domain leads nowhere offline.
 *
 * @param tokenEndpoint `undefined` for a pool without a domain: Cognito has no token endpoint then
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export function discoveryDocument(pool: UserPool, tokenEndpoint: string | undefined) {
  return {
    issuer: pool.issuer,
    jwks_uri: `${pool.issuer}/.well-known/jwks.json`,
    ...(tokenEndpoint === undefined ? {} : { token_endpoint: tokenEndpoint }),
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: pool.resourceServers.flatMap(({ identifier, scopes }) =>
      scopes.map((scope) => `${identifier}/${scope}`),
    ),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  };
}
