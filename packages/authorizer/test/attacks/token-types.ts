import { type Attack, entraIssuer, poolIssuer, signed, tenantId } from './attack.ts';

type Members = Readonly<Record<string, unknown>>;
interface Row {
  readonly at?: NonNullable<Attack['at']>;
  readonly claims?: Members;
  readonly header?: Members;
  readonly reason?: Attack['reason'];
}
const cognito = { iss: poolIssuer, aud: undefined, token_use: 'access', scope: 'things/read' };
const entra = { iss: entraIssuer, tid: tenantId, ver: '2.0', azp: 'app', scp: 'read', scope: undefined };

const rows: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(
    [
      'logout+jwt',
      'dpop+jwt',
      'secevent+jwt',
      'JWE',
      'id+jwt',
      'rt+jwt',
      'kb+jwt',
      'at+jwt ',
      'at-jwt',
      'application/jwt;x',
      '',
    ].map((typ) => [`typ ${JSON.stringify(typ)}`, { header: { typ } }]),
  ),
  'typ a number': { header: { typ: 1 } },
  'typ null': { header: { typ: null } },
  'typ an array': { header: { typ: ['at+jwt'] } },
  'no typ where at+jwt is required': { at: 'at+jwt' },
  'typ JWT where at+jwt is required': { at: 'at+jwt', header: { typ: 'JWT' } },
  'typ at+jwt with a NUL where it is required': { at: 'at+jwt', header: { typ: 'at+jwt\0' } },
  'typ in the payload where it is required': { at: 'at+jwt', claims: { typ: 'at+jwt' } },
  'an ID token by nonce': { claims: { nonce: 'n' } },
  'an ID token by at_hash': { claims: { at_hash: 'h' } },
  'an ID token by c_hash': { claims: { c_hash: 'h' } },
  'an ID token by s_hash': { claims: { s_hash: 'h' } },
  ...Object.fromEntries(
    ['id', 'Access', 'access ', '', ['access'], null, { access: true }].map((use) => [
      `token_use ${JSON.stringify(use)}`,
      { claims: { token_use: use } },
    ]),
  ),
  ...Object.fromEntries(
    ['ID', 'id', 'Refresh', 'Offline', 'Logout', 'LOGOUT'].map((typ) => [
      `${typ} in the payload's typ`,
      { claims: { typ } },
    ]),
  ),
  'an ID token by an empty nonce': { claims: { nonce: null } },
  'Cognito: an ID token': { at: 'cognito', claims: { ...cognito, token_use: 'id', aud: 'app' } },
  'Cognito: no token_use': { at: 'cognito', claims: { ...cognito, token_use: undefined } },
  'Cognito: token_use as a list': { at: 'cognito', claims: { ...cognito, token_use: ['access'] } },
  'Cognito: token_use in capitals': { at: 'cognito', claims: { ...cognito, token_use: 'Access' } },
  ...Object.fromEntries(
    ['logout+jwt', 'id+jwt', 'JWE', 1].map((typ) => [
      `Cognito: typ ${typ} in the header`,
      { at: 'cognito' as const, claims: cognito, header: { typ } },
    ]),
  ),
  'Cognito: another client': { at: 'cognito', claims: { ...cognito, client_id: 'other' }, reason: 'audience_wrong' },
  'Cognito: no client': { at: 'cognito', claims: { ...cognito, client_id: undefined }, reason: 'audience_wrong' },
  'Cognito: the client as audience': {
    at: 'cognito',
    claims: { ...cognito, client_id: undefined, aud: 'app' },
    reason: 'audience_wrong',
  },
  'Cognito: client __proto__': {
    at: 'cognito',
    claims: { ...cognito, client_id: '__proto__' },
    reason: 'audience_wrong',
  },
  'Cognito: another pool': { at: 'cognito', claims: { ...cognito, iss: `${poolIssuer}2` }, reason: 'issuer_unknown' },
  'Cognito: scope without its prefix': {
    at: 'cognito',
    claims: { ...cognito, scope: 'read' },
    reason: 'insufficient_scope',
  },
  'Entra: an ID token, without azp': { at: 'entra', claims: { ...entra, azp: undefined } },
  'Entra: another tenant': { at: 'entra', claims: { ...entra, tid: tenantId.replace('1', '2') } },
  'Entra: no tenant': { at: 'entra', claims: { ...entra, tid: undefined } },
  'Entra: the other version': { at: 'entra', claims: { ...entra, ver: '1.0' } },
  'Entra: version as a number': { at: 'entra', claims: { ...entra, ver: 2 } },
  'Entra: common': {
    at: 'entra',
    claims: { ...entra, iss: entraIssuer.replace(tenantId, 'common') },
    reason: 'issuer_unknown',
  },
  'Entra: tenant in capitals': {
    at: 'entra',
    claims: { ...entra, iss: entraIssuer.toUpperCase() },
    reason: 'issuer_unknown',
  },
  'Entra: roles for scopes': {
    at: 'entra',
    claims: { ...entra, scp: undefined, roles: ['read'] },
    reason: 'insufficient_scope',
  },
};

/** RFC 8725 §3.11: one kind of JWT never stands in for another. Really signed. */
export const tokenTypeAttacks: readonly Attack[] = Object.entries(rows).map(
  ([name, { at = 'oidc', claims = {}, header = {}, reason = 'token_type_wrong' }]) => ({
    name,
    send: () => signed(claims, header),
    reason,
    at,
  }),
);
