import { describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { createTestIssuer } from '@scopegate/testing';
import { type ExplainRequest, explain } from '../../src/index.ts';
import { api, createHarness, oidcIssuer, startSeconds } from '../harness.ts';

const issuer = createTestIssuer();
const options = {
  table: accessTable(api),
  issuers: oidcIssuer(issuer),
  now: () => startSeconds * 1_000,
  fetchJson: (url: string) => issuer.fetchJson(url),
};
const claims = { aud: 'things', sub: 'user-1', client_id: 'app', scope: 'read', exp: startSeconds + 600 };
const token = issuer.token(claims);
const outcomes = async (request: ExplainRequest) => {
  const { answer, reason, steps } = await explain(request, options);
  return { answer, reason, steps: steps.map(({ name, outcome }) => `${name} ${outcome}`) };
};

describe('explain', () => {
  it('tells each step of an allow, with what it looked at', async () => {
    expect(await explain({ method: 'GET', path: '/things', token }, options)).toEqual({
      answer: 'allow',
      reason: 'allowed',
      remedy: 'None needed',
      principal: expect.objectContaining({ subject: 'user-1', scopes: ['read'] }),
      steps: [
        {
          name: 'route',
          outcome: 'ok',
          words: 'The route and what it requires',
          inputs: { routeKey: 'GET /things', requires: 'read' },
        },
        { name: 'credential', outcome: 'ok', words: 'Passed', inputs: { tokenLength: token.length } },
        {
          name: 'verify',
          outcome: 'ok',
          words: 'Passed',
          inputs: { issuer: issuer.issuer, keyId: 'key-1', subject: 'user-1', clientId: 'app' },
        },
        {
          name: 'decide',
          outcome: 'ok',
          words: 'Passed',
          inputs: {
            now: '2026-01-01T00:00:00.000Z',
            requires: 'read',
            validUntil: '2026-01-01T00:10:00.000Z',
            granted: 'read',
          },
        },
      ],
    });
  });

  it.each<{ name: string; request: () => ExplainRequest; answer: string; reason: string; steps: string[] }>([
    {
      name: 'a missing scope',
      request: () => ({ routeKey: 'POST /things', token }),
      answer: 'deny',
      reason: 'insufficient_scope',
      steps: ['route ok', 'credential ok', 'verify ok', 'decide deny'],
    },
    {
      name: 'a later time',
      request: () => ({ routeKey: 'GET /things', token, at: (startSeconds + 600) * 1_000 }),
      answer: 'deny',
      reason: 'token_expired',
      steps: ['route ok', 'credential ok', 'verify ok', 'decide deny'],
    },
    {
      name: 'no token',
      request: () => ({ routeKey: 'GET /things', token: undefined }),
      answer: 'deny',
      reason: 'credential_missing',
      steps: ['route ok', 'credential deny', 'verify skipped', 'decide skipped'],
    },
    {
      name: 'a damaged token',
      request: () => ({ routeKey: 'GET /things', token: `${token.slice(0, -8)}AAAAAAAA` }),
      answer: 'deny',
      reason: 'signature_invalid',
      steps: ['route ok', 'credential ok', 'verify deny', 'decide skipped'],
    },
    {
      name: 'an open route',
      request: () => ({ routeKey: 'GET /health', token: undefined }),
      answer: 'allow',
      reason: 'allowed',
      steps: ['route ok', 'credential skipped', 'verify skipped', 'decide skipped'],
    },
    {
      name: 'an iam route',
      request: () => ({ routeKey: 'POST /purge', token }),
      answer: 'deny',
      reason: 'iam_required',
      steps: ['route ok', 'credential ok', 'verify ok', 'decide deny'],
    },
    {
      name: 'a route that is none',
      request: () => ({ routeKey: 'GET /nowhere', token }),
      answer: 'deny',
      reason: 'route_unknown',
      steps: ['route ok', 'credential ok', 'verify ok', 'decide deny'],
    },
  ])('tells $name', async ({ request, answer, reason, steps }) => {
    expect(await outcomes(request())).toEqual({ answer, reason, steps });
  });

  it('tells an outage from a denial', async () => {
    const down = createTestIssuer();
    down.takeDown();
    const request = { routeKey: 'GET /things', token: down.token(claims) };
    const told = await explain(request, { ...options, fetchJson: (url) => down.fetchJson(url) });
    expect(told).toMatchObject({ answer: 'error', reason: 'keys_unavailable' });
  });

  it('does not guess a route', async () => {
    await expect(explain({ method: 'GET', path: '/nowhere', token }, options)).rejects.toThrow(
      'No route serves GET /nowhere: 404. Routes: GET /health,',
    );
  });

  it('answers as the authorizer does', async () => {
    const harness = await createHarness({ issuer });
    for (const routeKey of ['GET /me', 'GET /things', 'POST /things', 'GET /either', 'POST /purge', 'GET /nowhere']) {
      const { isAuthorized } = await harness.call(`Bearer ${token}`, routeKey);
      expect(await outcomes({ routeKey, token })).toMatchObject({
        answer: isAuthorized ? 'allow' : 'deny',
        reason: harness.audit()['reason'],
      });
    }
  });

  it('tells nothing of a token', async () => {
    const told = JSON.stringify(await explain({ routeKey: 'GET /things', token }, options));
    for (const segment of token.split('.'))
      for (let at = 0; at + 8 <= segment.length; at += 1) expect(told).not.toContain(segment.slice(at, at + 8));
  });
});
