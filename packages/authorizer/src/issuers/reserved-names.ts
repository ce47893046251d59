/** The names the context has for what the authorizer vouches for. `claim_tenant` beside `tenant` would invite a mistake. */
export const reservedNames =
  'contextVersion decision reason routeKey decisionId issuer subject scopes validUntil clientId issuedAt tokenId tenant missing'.split(
    ' ',
  );
