import { accessTable } from '@scopegate/contract';
import type { ChallengeMode } from '@scopegate/contract/decision';
import { authorizerEvent, lambdaContext, type SigningKey } from '@scopegate/testing';
import {
  type Authorizer,
  createAuthorizer,
  defineIssuers,
  type IssuerSettings,
  type SimpleResponse,
} from '../../src/index.ts';
import { api, startSeconds } from '../harness.ts';
import { type Attack, claims, entraIssuer, issuer, keys, otherIssuer, pool, poolIssuer, tenantId } from './attack.ts';
import { loadPrebuilt, type PrebuiltOptions } from './prebuilt.ts';

export interface Attacked {
  call(authorization: string, routeKey?: string): Promise<SimpleResponse>;
  /** A token that must still be let in after the attack. */
  good(): string;
  /** How often keys were fetched since the keys were first known. */
  refreshes(): number;
}

interface Setting {
  readonly settings: readonly IssuerSettings[];
  readonly key: SigningKey;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

const oidc: IssuerSettings = { preset: 'oidc', issuer, audience: ['things'], jwksUri: `${issuer}/jwks` };
const other: IssuerSettings = {
  preset: 'oidc',
  issuer: otherIssuer,
  audience: ['things'],
  jwksUri: `${otherIssuer}/jwks`,
};
const at = {
  oidc: { settings: [oidc, other], key: keys.rsa, claims },
  es256: { settings: [{ ...oidc, algorithms: ['ES256'] }], key: keys.ec, claims },
  eddsa: { settings: [{ ...oidc, algorithms: ['EdDSA'] }], key: keys.ed, claims },
  'at+jwt': { settings: [{ ...oidc, typ: 'at+jwt' }], key: keys.rsa, claims, header: { typ: 'at+jwt' } },
  cognito: {
    settings: [{ preset: 'cognito', userPoolId: pool, resourceServer: 'things', clients: { app: {} } }],
    key: keys.rsa,
    claims: { ...claims, aud: undefined, iss: poolIssuer, token_use: 'access', scope: 'things/read' },
  },
  entra: {
    settings: [{ preset: 'entra', tenantId, tokenVersion: 'v2', audience: ['things'] }],
    key: keys.rsa,
    claims: { ...claims, iss: entraIssuer, tid: tenantId, ver: '2.0', azp: 'app', scp: 'read', scope: undefined },
  },
} satisfies Record<NonNullable<Attack['at']>, Setting>;

/** What is attacked: the source, and the file that is deployed, which a minifier has been over. */
const codes = {
  source: ({ issuers, ...options }: PrebuiltOptions): Authorizer =>
    createAuthorizer({ ...options, issuers: defineIssuers(issuers), write: () => {} }),
  'the prebuilt file': loadPrebuilt,
};
export type Code = keyof typeof codes;

/**
 * An authorizer that knows its keys, its cool-down just over: the attack
 * may cause a refresh. Keys are served from memory.
 */
export async function createAttacked(
  name: NonNullable<Attack['at']>,
  { challenge, code }: { readonly challenge: ChallengeMode; readonly code: Code },
): Promise<Attacked> {
  const setting: Setting = at[name];
  let fetches = 0;
  let now = startSeconds;
  const authorizer = codes[code]({
    table: accessTable(api, () => challenge),
    issuers: setting.settings,
    now: () => now * 1_000,
    fetchJson: async (url) => {
      fetches += 1;
      const published = url.startsWith(otherIssuer) ? [keys.other] : [keys.rsa, keys.ec, keys.ec384, keys.ed];
      return { keys: published.map(({ jwk }) => jwk) };
    },
  });
  const call = (authorization: string, routeKey = 'GET /things') =>
    authorizer(authorizerEvent(routeKey, authorization) as never, lambdaContext());
  const good = () => `Bearer ${setting.key.sign({ ...setting.claims }, setting.header)}`;
  if (!(await call(good())).isAuthorized) throw new Error(`no good token at ${name}: the attacks would prove nothing`);
  const before = fetches;
  now += 31;
  return { call, good, refreshes: () => fetches - before };
}
