import { accessTable, allOf, anyOf, authenticated, defineApi, iam, open, scopes } from '@scopegate/contract';
import { authorizerEvent, createTestIssuer, lambdaContext, type TestIssuer } from '@scopegate/testing';
import { createAuthorizer, type Issuer, parseIssuers, type SimpleResponse } from '../src/index.ts';

const nothing = { 204: null };

export const api = defineApi({
  title: 'Things',
  version: '1',
  scopes: { read: 'Reads', write: 'Writes', admin: { about: 'Everything', implies: ['read', 'write'] } },
  routes: {
    health: { route: 'GET /health', access: open(), responses: nothing },
    me: { route: 'GET /me', access: authenticated(), responses: nothing },
    list: { route: 'GET /things', access: scopes('read'), responses: nothing },
    create: { route: 'POST /things', access: scopes('write'), responses: nothing },
    either: { route: 'GET /either', access: anyOf(allOf('admin'), allOf('read', 'write')), responses: nothing },
    purge: { route: 'POST /purge', access: iam(), responses: nothing },
  },
});

/** 2026-01-01, in seconds. */
export const startSeconds = 1_767_225_600;

export interface Harness {
  readonly issuer: TestIssuer;
  readonly lines: string[];
  /** Claims of a good token, before `iss`. */
  readonly claims: Record<string, unknown>;
  advance(seconds: number): void;
  call(authorization: string | undefined, routeKey?: string): Promise<SimpleResponse>;
  /** The last audit line. */
  audit(): Record<string, unknown>;
}

export interface HarnessOptions {
  readonly issuer?: TestIssuer;
  readonly issuers?: (issuer: TestIssuer) => readonly Issuer[];
  readonly challenge?: 'genuine' | 'none';
  readonly trace?: boolean;
}

export const oidcIssuer = (issuer: TestIssuer, settings: object = {}): readonly Issuer[] =>
  parseIssuers(JSON.stringify([{ preset: 'oidc', issuer: issuer.issuer, audience: ['things'], ...settings }]));

/** An authorizer of the contract above, an issuer in memory, and a clock to move. */
export async function createHarness(options: HarnessOptions = {}): Promise<Harness> {
  const issuer = options.issuer ?? (await createTestIssuer());
  const lines: string[] = [];
  let now = startSeconds;
  const authorizer = createAuthorizer({
    table: accessTable(api, () => options.challenge ?? 'none'),
    issuers: (options.issuers ?? oidcIssuer)(issuer),
    now: () => now * 1_000,
    fetchJson: (url) => issuer.fetchJson(url),
    write: (line) => lines.push(line),
    trace: options.trace ?? false,
  });
  return {
    issuer,
    lines,
    claims: {
      aud: 'things',
      sub: 'user-1',
      client_id: 'app',
      scope: 'read',
      exp: startSeconds + 600,
      iat: startSeconds,
    },
    advance: (seconds) => {
      now += seconds;
    },
    call: (authorization, routeKey = 'GET /things') =>
      authorizer(authorizerEvent(routeKey, authorization) as never, lambdaContext()),
    audit: () => JSON.parse(lines.findLast((line) => line.includes('authorization decision')) ?? '{}'),
  };
}
