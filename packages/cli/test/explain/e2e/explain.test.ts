import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseRunState } from '../../../src/run/parse-run-state.ts';
import { lastFile } from '../../../src/run/state-files.ts';
import { directoryWith, scopegate as runScopegate, type Started, start } from '../../support/processes.ts';
import { writeTestFile } from '../../support/write-test-file.ts';

// The orders service of this repository, as a project in a new directory: a platform that runs beside these tests is not
// touched.

const root = directoryWith({});
const infra = relative(root, fileURLToPath(new URL('../../../../../infra', import.meta.url)));
const moduleOf = (path: string): string => JSON.stringify(new URL(`../../../../../${path}`, import.meta.url).href);
const config = `
import { defineProject } from ${moduleOf('packages/cli/src/index.ts')};
import { orders } from ${moduleOf('packages/orders/src/contract.ts')};
import { clients } from ${moduleOf('infra/lib/clients.ts')};
export default defineProject({
  contract: orders,
  clients,
  defaultClient: 'developer',
  app: { directory: ${JSON.stringify(infra)}, stack: (stage) => \`orders-\${stage}\`, stages: ['dev'] },
  inputs: ['scopegate.config.ts'],
});
`;

/** Runs one command in the project. */
const scopegate = (args: readonly string[], stdin = '') => runScopegate(root, args, stdin);

interface Answer {
  readonly outcome: string;
  readonly reason: string;
  readonly status?: number;
  readonly wwwAuthenticate?: string;
}

const credentials = ['--client', 'reader'];
const order = ['GET', '/orders/00000000-0000-4000-8000-000000000000'];

/** The answer that `explain` predicts, and that of the running API, for the same request. */
async function explainedAndCalled(args: readonly string[], stdin = '') {
  const { code, out, err } = await scopegate(['explain', ...args, '--json'], stdin);
  expect(err).toBe('');
  const answer: Answer = JSON.parse(out).answer;
  const called = await scopegate(['call', ...args], stdin);
  return {
    code,
    answer,
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(called.out)?.[1]),
    challenge: /^www-authenticate: (.*)$/m.exec(called.out)?.[1],
  };
}

describe('explain', () => {
  let platform: Started;
  beforeAll(async () => {
    writeTestFile(join(root, 'scopegate.config.ts'), config);
    platform = await start(root, []);
  });
  afterAll(async () => {
    await platform.stop();
  });

  it.each([
    { name: 'an open route', args: ['GET', '/health'], reason: 'allowed', by: 'handler' },
    { name: 'a token that suffices', args: ['GET', '/orders', ...credentials], reason: 'allowed', by: 'handler' },
    { name: 'a path with a parameter', args: [...order, ...credentials], reason: 'allowed', by: 'handler' },
    { name: 'no token', args: ['GET', '/orders'], reason: 'credential_missing', by: 'gateway' },
    { name: 'a missing scope', args: ['POST', '/orders', ...credentials], reason: 'insufficient_scope', by: 'guard' },
    {
      name: 'a text that is not a token',
      args: ['GET', '/orders', '--token', 'x'],
      reason: 'token_malformed',
      by: 'gateway',
    },
    {
      name: 'an iam route',
      args: ['POST', '/maintenance/purge', ...credentials],
      reason: 'iam_required',
      by: 'gateway',
    },
  ])(
    'predicts the answer to $name',
    async ({ args, reason, by }) => {
      const { code, answer, status, challenge } = await explainedAndCalled(args);
      expect(answer).toMatchObject({ reason, by });
      expect(answer.wwwAuthenticate).toBe(challenge);
      if (answer.outcome === 'allow') {
        expect([401, 403, 500]).not.toContain(status);
        expect(code).toBe(0);
      } else {
        expect(status).toBe(answer.status);
        expect(code).toBe(1);
      }
    },
    30_000,
  );

  it("follows the platform's clock, and prints no token", async () => {
    const { out: token } = await scopegate(['mint', ...credentials]);
    const later = await scopegate(['explain', 'GET', '/orders', '--token', '-', '--at', '+2h'], token);
    expect(later.code).toBe(1);
    expect(later.out).toContain('decide      deny  token_expired');
    expect(later.out).not.toContain('eyJ');

    const { admin } = parseRunState(readFileSync(lastFile(join(root, '.scopegate')), 'utf8'))!;
    const moved = await fetch(`${admin.url}/clock`, {
      method: 'POST',
      headers: { 'x-scopegate-admin': admin.secret, 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMilliseconds: 7_200_000 }),
    });
    expect(moved.status).toBe(200);
    const { answer, status, challenge } = await explainedAndCalled(['GET', '/orders', '--token', '-'], token);
    expect(answer).toMatchObject({ outcome: 'deny', reason: 'token_expired', status: 401, wwwAuthenticate: challenge });
    expect(status).toBe(401);
  });

  it('says what the guard says of a revoked client, and again once that is undone', async () => {
    const revoked = await scopegate(['revoke', '--client', 'reader']);
    expect(revoked.out).toMatch(
      /^revoked: client \w+ of https:\/\/cognito-idp\S+ and https:\/\/issuer-cognito-idp\S+\n/,
    );
    expect(revoked.out).toContain('denied at: ');
    const denied = await explainedAndCalled(['GET', '/orders', ...credentials]);
    expect(denied.answer).toMatchObject({ reason: 'token_revoked', by: 'guard', status: 401 });
    expect([denied.code, denied.status]).toEqual([1, 401]);
    expect(denied.answer.wwwAuthenticate).toBe(denied.challenge);

    expect((await scopegate(['revoke', '--list'])).out.match(/^client /gm)).toHaveLength(2);
    expect((await scopegate(['revoke', '--undo', '--client', 'reader'])).out).toMatch(/^no longer revoked: /);
    const allowed = await explainedAndCalled(['GET', '/orders', ...credentials]);
    expect([allowed.answer.reason, allowed.status]).toEqual(['allowed', 200]);
  }, 120_000);

  it('ends with 2 while the keys cannot be fetched', async () => {
    const { admin } = parseRunState(readFileSync(lastFile(join(root, '.scopegate')), 'utf8'))!;
    const headers = { 'x-scopegate-admin': admin.secret, 'content-type': 'application/json' };
    await fetch(`${admin.url}/jwks/down`, { method: 'POST', headers, body: '{}' });
    const { code, out } = await scopegate(['explain', 'GET', '/orders', ...credentials]);
    expect(out).toContain('status 503, expected 200');
    expect(code).toBe(2);
  });
});
