import { describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { decodePolicyContext } from '@scopegate/contract/decision';
import { withPolicies } from '@scopegate/contract/policy';
import { authorizerEvent, createTestIssuer, lambdaContext } from '@scopegate/testing';
import { createAuthorizer, KeysUnavailableError, type PolicyResponse } from '../../../src/index.ts';
import { api, oidcIssuer, startSeconds } from '../../harness.ts';

const stageArn = 'arn:aws:execute-api:us-east-1:123456789012:api1234567/$default';
const denyAll = [{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: ['*'] }];

async function policyHarness() {
  const issuer = await createTestIssuer();
  const lines: string[] = [];
  let now = startSeconds;
  const authorizer = createAuthorizer({
    table: withPolicies(accessTable(api)),
    issuers: oidcIssuer(issuer),
    response: 'policy',
    now: () => now * 1_000,
    fetchJson: (url) => issuer.fetchJson(url),
    write: (line) => lines.push(line),
  });
  const claims = { aud: 'things', sub: 'user-1', client_id: 'app', exp: startSeconds + 600, iat: startSeconds };
  return {
    issuer,
    advance: (seconds: number) => {
      now += seconds;
    },
    bearer: (scope: string) => `Bearer ${issuer.token({ ...claims, scope })}`,
    call: (authorization: string, routeKey = 'GET /things', changed: object = {}): Promise<PolicyResponse> =>
      authorizer({ ...authorizerEvent(routeKey, authorization), ...changed } as never, lambdaContext()),
    audit: () => JSON.parse(lines.findLast((line) => line.includes('authorization decision')) ?? '{}'),
  };
}

describe('a policy response', () => {
  it('lists what the token may call, and says who it speaks for', async () => {
    const { bearer, call } = await policyHarness();
    const { principalId, policyDocument, context } = await call(bearer('read'));
    expect(principalId).toBe('user-1');
    expect(policyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: [`${stageArn}/GET/me`, `${stageArn}/GET/things`] },
      ],
    });
    expect(decodePolicyContext(context)).toMatchObject({ ok: true, context: { principal: { scopes: ['read'] } } });
  });

  it('is the same whichever route is asked for: the gateway keeps it for all', async () => {
    const { bearer, call } = await policyHarness();
    const authorization = bearer('read');
    const answers: PolicyResponse[] = [];
    for (const routeKey of ['GET /things', 'POST /things', 'POST /purge', 'GET /health', 'GET /nowhere'])
      answers.push(await call(authorization, routeKey));
    for (const { context, ...answer } of answers) {
      expect(answer).toEqual({ principalId: 'user-1', policyDocument: answers[0]?.policyDocument });
      expect({ ...context, decisionId: '' }).toEqual({ ...answers[0]?.context, decisionId: '' });
    }
  });

  it('leaves in the audit line what became of the route that was asked for', async () => {
    const { bearer, call, audit } = await policyHarness();
    await call(bearer('read'), 'POST /things');
    expect(audit()).toMatchObject({ decision: 'deny', reason: 'insufficient_scope', routeKey: 'POST /things' });
    await call(bearer('read'), 'GET /things');
    expect(audit()).toMatchObject({ decision: 'allow', reason: 'allowed', routeKey: 'GET /things' });
  });

  it.each([
    { name: 'no bearer token', authorization: 'Basic abc', reason: 'credential_malformed' },
    { name: 'two tokens', authorization: 'Bearer a.b.c,Bearer a.b.c', reason: 'credential_malformed' },
    { name: 'no JWT', authorization: 'Bearer abc', reason: 'token_malformed' },
  ])('denies everything to $name', async ({ authorization, reason }) => {
    const { call } = await policyHarness();
    for (const routeKey of ['GET /things', 'GET /health']) {
      const { principalId, policyDocument, context } = await call(authorization, routeKey);
      expect({ principalId, statements: policyDocument.Statement, reason: context['reason'] }).toEqual({
        principalId: 'unverified',
        statements: denyAll,
        reason,
      });
      expect(decodePolicyContext(context).ok).toBe(false);
    }
  });

  it('denies everything to an expired token, whatever route it was sent to', async () => {
    const { bearer, call, advance } = await policyHarness();
    const authorization = bearer('admin');
    advance(600);
    for (const routeKey of ['GET /things', 'POST /purge', 'GET /nowhere']) {
      const { policyDocument, context } = await call(authorization, routeKey);
      expect(policyDocument.Statement).toEqual(denyAll);
      expect(context).toEqual({ reason: 'token_expired', decisionId: expect.any(String) });
    }
  });

  it('denies everything to a good token that may call nothing but what asks for none of its scopes', async () => {
    const { bearer, call } = await policyHarness();
    const { policyDocument } = await call(bearer('unknown'));
    expect(policyDocument.Statement.flatMap(({ Resource }) => Resource)).toEqual([`${stageArn}/GET/me`]);
  });

  it('is an error, not an answer, without keys or without an ARN', async () => {
    const { bearer, call, issuer, audit } = await policyHarness();
    const authorization = bearer('read');
    for (const routeArn of [undefined, '', 'arn:aws:execute-api:us-east-1:123456789012:*/$default/GET/things'])
      await expect(call(authorization, 'GET /things', { routeArn })).rejects.toThrow('The event has no routeArn');
    expect(audit()).toMatchObject({ decision: 'none', reason: 'internal' });
    issuer.takeDown();
    const other = await policyHarness();
    other.issuer.takeDown();
    await expect(other.call(other.bearer('read'))).rejects.toThrow(KeysUnavailableError);
  });
});

describe('policy responses are refused at construction', () => {
  const options = { issuers: oidcIssuer(createTestIssuer()), response: 'policy' } as const;

  it('together with challenges', () => {
    expect(() => createAuthorizer({ ...options, table: accessTable(api, () => 'genuine') })).toThrow(
      'Policy responses carry no challenge, and the access table asks for one on GET /health, GET /me',
    );
  });

  it('for a table whose policies nobody proved', () => {
    expect(() => createAuthorizer({ ...options, table: accessTable(api) })).toThrow(
      'The access table has no policies. Make it with withPolicies(accessTable(api)).',
    );
  });
});
