import { beforeAll, describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { withPolicies } from '@scopegate/contract/policy';
import { authorizerEvent, createTestIssuer, lambdaContext } from '@scopegate/testing';
import fc from 'fast-check';
import { type AuthorizerEvent, type AuthorizerOptions, createAuthorizer } from '../../src/index.ts';
import { api, oidcIssuer, startSeconds } from '../harness.ts';

const issuer = createTestIssuer();
const claims = { aud: 'things', sub: 'user-1', client_id: 'app', iat: startSeconds };
const credentials = [
  `Bearer ${issuer.token({ ...claims, scope: 'read', exp: startSeconds + 60 })}`,
  `Bearer ${issuer.token({ ...claims, scope: 'admin', exp: startSeconds + 60 })}`,
  `Bearer ${issuer.token({ ...claims, scope: 'admin', exp: startSeconds - 60 })}`,
  `Bearer ${issuer.token({ ...claims, aud: 'others', exp: startSeconds + 60 })}`,
  'Basic dXNlcjpwYXNz',
];
const routeKeys = ['GET /things', 'POST /things', 'GET /me', 'POST /purge', 'GET /unknown'];

/** All that a request can differ in beside what the gateway caches a verdict by. */
const others = fc.record({
  headers: fc.dictionary(
    fc.constantFrom('authorization', 'cookie', 'x-api-key', 'x-forwarded-for', 'host'),
    fc.string(),
  ),
  cookies: fc.array(fc.constantFrom('session=admin', `token=${credentials[1]}`)),
  rawPath: fc.constantFrom('/things', '/admin', '/../health'),
  rawQueryString: fc.constantFrom('', `access_token=${credentials[1]?.slice(7)}`, 'scope=admin'),
  queryStringParameters: fc.dictionary(fc.constantFrom('access_token', 'scope'), fc.string()),
  pathParameters: fc.dictionary(fc.constantFrom('id', 'proxy'), fc.string()),
  stageVariables: fc.dictionary(fc.constantFrom('response', 'debug'), fc.string()),
  requestContext: fc.record({
    routeKey: fc.constantFrom('GET /health', 'GET /things'),
    http: fc.record({ method: fc.constantFrom('GET', 'POST'), sourceIp: fc.constantFrom('127.0.0.1', '10.0.0.1') }),
  }),
});

const options = (): AuthorizerOptions => ({
  table: withPolicies(accessTable(api)),
  issuers: oidcIssuer(issuer),
  now: () => startSeconds * 1_000,
  fetchJson: (url) => issuer.fetchJson(url),
  write: () => {},
});
const withoutId = (answer: object): unknown =>
  JSON.parse(JSON.stringify(answer), (name, value) => (name === 'decisionId' ? 'id' : value));

let simple: (event: AuthorizerEvent) => Promise<object>;
let policy: (event: AuthorizerEvent) => Promise<object>;
beforeAll(() => {
  const [one, other] = [createAuthorizer(options()), createAuthorizer({ ...options(), response: 'policy' })];
  simple = (event) => one(event, lambdaContext());
  policy = (event) => other(event, lambdaContext());
});

describe('an answer that the gateway will give to others', () => {
  it('depends on nothing of the request but credential and route key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...credentials),
        fc.constantFrom(...routeKeys),
        others,
        async (credential, routeKey, rest) => {
          const event = authorizerEvent(routeKey, credential) as unknown as AuthorizerEvent;
          const changed = { ...event, ...rest, identitySource: [credential, routeKey], routeKey } as AuthorizerEvent;
          expect(withoutId(await simple(changed))).toEqual(withoutId(await simple(event)));
        },
      ),
    );
  });

  it('depends with policies on nothing but the credential', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...credentials),
        fc.tuple(fc.constantFrom(...routeKeys), fc.constantFrom(...routeKeys)),
        others,
        async (credential, [routeKey, other], rest) => {
          const event = authorizerEvent(routeKey, credential) as unknown as AuthorizerEvent;
          const asked = authorizerEvent(other, credential) as unknown as AuthorizerEvent;
          const changed = { ...asked, ...rest, identitySource: [credential] } as AuthorizerEvent;
          expect(withoutId(await policy(changed))).toEqual(withoutId(await policy(event)));
        },
      ),
    );
  });
});
