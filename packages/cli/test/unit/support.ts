import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { allOf, anyOf, defineApi, iam, open, scopes } from '@scopegate/contract';
import type { Host } from '../../src/host/host.ts';
import type { LoadedProject } from '../../src/project/load-project.ts';
import type { RunState } from '../../src/run/run-state.ts';

const answer = { type: 'object' };
const ok = { 200: answer };

/** One route of every kind a probe has to think about. */
export const shop = defineApi({
  title: 'Shop',
  version: '1.0.0',
  scopes: { 'items:read': 'Read', 'items:write': 'Write', 'items:none': 'Nothing' },
  routes: {
    health: { route: 'GET /health', access: open(), responses: ok },
    listItems: { route: 'GET /items', access: scopes('items:read'), responses: ok },
    getItem: { route: 'GET /items/{id}', access: scopes('items:read'), responses: ok },
    addItem: { route: 'POST /items', access: scopes('items:write'), body: answer, responses: ok },
    removeItem: {
      route: 'DELETE /items/{id}',
      access: anyOf(allOf('items:read', 'items:write')),
      responses: { 204: null },
    },
    rebuild: { route: 'POST /rebuild', access: scopes('items:write'), responses: ok },
    purge: { route: 'POST /purge', access: iam(), responses: ok },
  },
});

export const clients = [
  { name: 'reader', scopes: ['items:read'] },
  { name: 'writer', scopes: ['items:read', 'items:write'] },
];

export const token = (name: string): string => `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(name).toString('base64url')}.c2ln`;

export const runState: RunState = {
  version: 1,
  port: 3000,
  pid: 4242,
  startedAt: '2026-01-01T00:00:00.000Z',
  url: 'http://127.0.0.1:3000',
  apis: { Api: 'http://127.0.0.1:3000', 'shop-dev/Api': 'http://127.0.0.1:3000' },
  tokenEndpoint: 'http://127.0.0.1:9999/oauth2/token',
  issuer: 'https://issuer.test',
  pools: [{ issuer: 'https://issuer.test', jwksUri: 'http://127.0.0.1:9999/pool/.well-known/jwks.json' }],
  clients: [
    ...clients.map(({ name, scopes: held }) => ({
      clientId: `id-${name}`,
      name,
      clientSecret: `secret-${name}`,
      scopes: held.map((scope) => `shop/${scope}`),
      tokenEndpoint: 'http://127.0.0.1:9999/oauth2/token',
    })),
    { clientId: 'id-public', name: 'public', scopes: [], tokenEndpoint: 'http://127.0.0.1:9999/oauth2/token' },
  ],
  iam: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'iam-secret', region: 'eu-west-1' },
  admin: { url: 'http://127.0.0.1:9998', secret: 'admin-secret' },
  assembly: '/nowhere/assembly',
};

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** Gone after the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'scopegate-cli-'));
  directories.push(directory);
  return directory;
}

export const projectIn = (root: string): LoadedProject => ({
  contract: shop,
  clients,
  defaultClient: 'writer',
  app: { directory: 'infra', stack: (stage) => `shop-${stage}`, stages: ['dev', 'prod'] },
  build: ['make', 'all'],
  inputs: ['src/**'],
  root,
  stateDirectory: join(root, '.scopegate'),
});

export interface FakeHost extends Host {
  readonly out: () => string;
  readonly err: () => string;
  /** Sends a signal. */
  readonly signal: () => void;
  readonly exits: readonly number[];
}

const unexpected = (what: string) => () => Promise.reject(new Error(`unexpected: ${what}`));

/** A machine on which nothing happens but what a test says. */
export function fakeHost(overrides: Partial<Host> = {}): FakeHost {
  const written = { out: '', err: '' };
  const listeners = new Set<() => void>();
  const exits: number[] = [];
  return {
    cwd: '/nowhere',
    home: '/nowhere',
    pid: 4242,
    env: {},
    stdout: {
      color: false,
      write: (text) => {
        written.out += text;
      },
    },
    stderr: {
      color: false,
      write: (text) => {
        written.err += text;
      },
    },
    fetch: unexpected('fetch'),
    now: () => Date.UTC(2026, 0, 1),
    pause: unexpected('pause'),
    readStdin: unexpected('stdin'),
    isAlive: (pid) => pid === 4242,
    isPortFree: () => Promise.resolve(true),
    freePort: () => Promise.resolve(5555),
    runProcess: unexpected('a program'),
    importModule: unexpected('import'),
    loadPlatform: unexpected('the platform'),
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exit: (code) => exits.push(code),
    out: () => written.out,
    err: () => written.err,
    signal: () => {
      for (const listener of listeners) listener();
    },
    exits,
    ...overrides,
  };
}

/** A fetch from a function of (request, its body). */
export const fetchBy =
  (respond: (request: Request, body: string) => Response): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    return respond(request, await request.text());
  };
