import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHarness, type Harness } from '../../harness.ts';

let harness: Harness;
const bearer = async (claims: object = {}, header: Record<string, unknown> = {}) =>
  `Bearer ${await harness.issuer.token({ ...harness.claims, ...claims }, header)}`;

beforeEach(async () => {
  harness = await createHarness();
});

describe('what is written', () => {
  it('is one line per decision, with what an operator asks for', async () => {
    await harness.call(await bearer());
    expect(harness.lines).toHaveLength(1);
    const { _aws, apiId, Decisions, function_request_id: requestId, ...written } = harness.audit();
    expect([apiId, Decisions, requestId]).toEqual(['api1234567', 1, expect.any(String)]);
    expect(_aws).toMatchObject({ CloudWatchMetrics: [{ Dimensions: [['apiId', 'service', 'reason']] }] });
    expect(written).toEqual({
      level: 'INFO',
      message: 'authorization decision',
      timestamp: '2026-01-01T00:00:00.000Z',
      service: 'scopegate-authorizer',
      decision: 'allow',
      reason: 'allowed',
      decisionId: expect.any(String),
      routeKey: 'GET /things',
      scopesRequired: 'read',
      issuer: 'https://issuer.example',
      tokenDigest: expect.stringMatching(/^[0-9a-f]{12}$/),
      subject: 'user-1',
      clientId: 'app',
      scopesGranted: 'read',
      keyId: 'key-1',
      durationMs: expect.any(Number),
    });
  });

  it('tells nothing of an unverified token but its digest', async () => {
    await harness.call(
      await bearer({ iss: 'https://evil.example', sub: 'unverified-subject' }, { kid: 'unverified-key' }),
    );
    expect(harness.audit()).toMatchObject({ decision: 'deny', reason: 'issuer_unknown' });
    expect(harness.lines.join()).not.toMatch(/evil|unverified/);
  });

  it('holds no piece of any token', async () => {
    harness = await createHarness({ trace: true, challenge: 'genuine' });
    const tokens = [
      await bearer(),
      await bearer({ scope: 'write' }),
      await bearer({ aud: 'x' }),
      await bearer({}, { kid: 'key-9' }),
      'Bearer aGFsZmhhbGY.aGFsZmhhbGY.aGFsZmhhbGY',
    ];
    for (const token of tokens) await harness.call(token);
    harness.issuer.takeDown();
    harness.advance(4 * 3_600);
    await expect(harness.call(tokens[0])).rejects.toThrow();
    const written = harness.lines.join('\n');
    for (const token of tokens) {
      for (const segment of token.slice('Bearer '.length).split('.')) {
        for (let at = 0; at + 8 <= segment.length; at += 1) expect(written).not.toContain(segment.slice(at, at + 8));
      }
    }
  });
});
