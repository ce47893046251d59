import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHarness, type Harness } from '../../harness.ts';

let harness: Harness;
const bearer = async (claims: object = {}, header: Record<string, unknown> = {}) =>
  `Bearer ${await harness.issuer.token({ ...harness.claims, ...claims }, header)}`;

beforeEach(async () => {
  harness = await createHarness();
});

describe('a bad credential is denied, never thrown', () => {
  it.each([
    { name: 'none', authorization: undefined, reason: 'credential_missing' },
    { name: 'empty', authorization: '', reason: 'credential_missing' },
    { name: 'another scheme', authorization: 'Basic dXNlcjpwYXNz', reason: 'credential_malformed' },
    { name: 'no token', authorization: 'Bearer ', reason: 'credential_malformed' },
    { name: 'no scheme', authorization: 'a.b.c', reason: 'credential_malformed' },
    { name: 'two, joined by a comma', authorization: 'Bearer a.b.c,Bearer d.e.f', reason: 'credential_malformed' },
    { name: 'two tokens', authorization: 'Bearer a.b.c d.e.f', reason: 'credential_malformed' },
    { name: 'a tab', authorization: 'Bearer\ta.b.c', reason: 'credential_malformed' },
    { name: 'a line break', authorization: 'Bearer a.b.c\r\nX: y', reason: 'credential_malformed' },
    { name: 'huge', authorization: `Bearer ${'a'.repeat(8_193)}`, reason: 'credential_too_large' },
    { name: 'garbage', authorization: 'Bearer garbage', reason: 'token_malformed' },
    { name: 'two segments', authorization: 'Bearer e30.e30', reason: 'token_malformed' },
    { name: 'five segments', authorization: 'Bearer e30.e30.e30.e30.e30', reason: 'token_malformed' },
    { name: 'empty objects', authorization: 'Bearer e30.e30.e30', reason: 'token_malformed' },
    { name: 'JSON arrays', authorization: 'Bearer W10.W10.W10', reason: 'token_malformed' },
  ])('$name', async ({ authorization, reason }) => {
    expect(await harness.call(authorization)).toMatchObject({ isAuthorized: false, context: { reason } });
    expect(harness.issuer.requests).toEqual([]);
  });

  it('takes the scheme in any case and more than one space', async () => {
    const token = (await bearer()).slice('Bearer '.length);
    for (const scheme of ['bearer', 'BEARER', 'Bearer  ']) {
      expect((await harness.call(`${scheme} ${token}`)).isAuthorized).toBe(true);
    }
  });
});
