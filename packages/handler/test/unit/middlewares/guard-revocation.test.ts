import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { handle, type RevocationList, type RevocationOptions } from '../../../src/index.ts';
import { api, call, carried, defaultHeaders, flat, issuer, lines, now, options } from '../../harness.ts';

const route = 'GET /things/{id}';
const pathParameters = { id: '1' };
const acted = jest.fn();
const principal = { ...carried(route, ['read']).principal, tokenId: 'token-1', clientId: 'app', issuedAt: now - 10 };
const context = flat(route, ['read'], { principal });
const isRevoked = jest.fn<RevocationList['isRevoked']>();
const guarded = (whenUnavailable: RevocationOptions['whenUnavailable']) =>
  handle(api, 'get', { ...options, trace: true, revocation: { list: { isRevoked }, whenUnavailable } }).handler(() => {
    acted();
    return { status: 204 };
  });
const written = () => lines.map((line): Record<string, unknown> => JSON.parse(line));

beforeEach(() => {
  acted.mockClear();
  isRevoked.mockReset();
  lines.length = 0;
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('the guard with a revocation list', () => {
  it('asks about the very token, and lets one in that stands', async () => {
    isRevoked.mockResolvedValue(false);
    expect(await call(guarded('deny'), route, { pathParameters, context })).toMatchObject({ status: 204 });
    expect(isRevoked.mock.calls).toEqual([
      [expect.objectContaining({ issuer, subject: 'user-1', tokenId: 'token-1' })],
    ]);
    expect(written()).toMatchObject([
      { component: 'guard', step: 'decide', outcome: 'ok' },
      { component: 'guard', step: 'revocation', outcome: 'ok' },
      { decision: 'allow', reason: 'allowed', status: 204 },
    ]);
    expect(written().at(-1)).not.toHaveProperty('revocation');
  });

  it.each([{ whenUnavailable: 'deny' }, { whenUnavailable: 'allow' }] as const)(
    'challenges a revoked token, whatever an outage means ($whenUnavailable)',
    async ({ whenUnavailable }) => {
      isRevoked.mockResolvedValue(true);
      expect(await call(guarded(whenUnavailable), route, { pathParameters, context })).toMatchObject({
        status: 401,
        headers: {
          'www-authenticate':
            'Bearer realm="Things", error="invalid_token", error_description="The access token was revoked"',
          'scopegate-decision-id': 'decision-1',
        },
        body: { type: 'urn:scopegate:problem:token_revoked', status: 401 },
      });
      expect(acted).not.toHaveBeenCalled();
      expect(written()).toMatchObject([
        { step: 'decide', outcome: 'ok' },
        { step: 'revocation', outcome: 'deny', reason: 'token_revoked' },
        { level: 'INFO', decision: 'deny', reason: 'token_revoked', subject: 'user-1', status: 401 },
      ]);
    },
  );

  it.each([
    { name: 'the list fails', answer: () => Promise.reject(new Error('throttled')), context },
    {
      name: 'the list throws',
      answer: (): never => {
        throw new Error('broken');
      },
      context,
    },
    { name: 'the token has no name', answer: async () => false, context: flat(route, ['read']) },
  ])('fails closed when that is chosen: $name', async ({ answer, context: given }) => {
    isRevoked.mockImplementation(answer);
    expect(await call(guarded('deny'), route, { pathParameters, context: given })).toEqual({
      status: 500,
      headers: { 'content-type': 'application/problem+json', ...defaultHeaders },
      body: { type: 'urn:scopegate:problem:internal', title: 'Internal error', status: 500 },
    });
    expect(acted).not.toHaveBeenCalled();
    expect(written().at(-1)).toMatchObject({ level: 'ERROR', decision: 'none', reason: 'revocation_unavailable' });
  });

  it('fails open when that is chosen, and says so', async () => {
    isRevoked.mockRejectedValue(new Error('throttled'));
    expect(await call(guarded('allow'), route, { pathParameters, context })).toMatchObject({ status: 204 });
    expect(written().at(-1)).toMatchObject({
      level: 'WARN',
      decision: 'allow',
      revocation: 'unchecked',
      RevocationUnchecked: 1,
    });
  });

  it('does not ask about a token that is denied anyway, nor on an open route', async () => {
    const expired = flat(route, ['read'], { principal: { ...principal, validUntil: now } });
    expect(await call(guarded('deny'), route, { pathParameters, context: expired })).toMatchObject({ status: 401 });
    const revocation = { list: { isRevoked }, whenUnavailable: 'deny' } as const;
    const open = handle(api, 'health', { ...options, revocation }).handler(() => ({ status: 200, body: { id: '1' } }));
    expect(await call(open, 'GET /health')).toMatchObject({ status: 200 });
    expect(isRevoked).not.toHaveBeenCalled();
  });
});
