import type { IncomingMessage, ServerResponse } from 'node:http';
import { discoveryUrl } from '@scopegate/contract/issuers';
import { createSigningKey, type SigningKey } from './signing-key.ts';

/** What a misbehaving issuer can do, by name. */
export const misbehaviours = {
  well: 'answers as it should',
  down: 'breaks the connection',
  slow: 'never answers',
  trickling: 'sends its headers, and then nothing',
  huge: 'answers with 1 MB of JSON',
  html: 'answers 200 with a page',
  'not-found': 'answers 404',
  error: 'answers 500',
  redirect: 'sends the reader elsewhere, where the right answer is',
  'wrong-issuer': 'has a discovery document of another issuer',
  'insecure-keys': 'has a discovery document that names keys over plain http beyond loopback',
  'not-a-set': 'answers with JSON that is no key set',
  empty: 'publishes no key',
  'duplicate-kid': 'publishes another key under the id of the right one, before it',
  'weak-keys': 'publishes 1024 bit RSA, an unknown curve and a symmetric key under the id of the right one',
  cluttered: 'publishes the right key among many that cannot be used',
} as const;

export type Misbehaviour = keyof typeof misbehaviours;

interface Publisher {
  readonly issuer: string;
  readonly key: SigningKey;
  readonly weakKeys: (kid: string) => readonly object[];
}

/** One answer of a misbehaving issuer. */
export function answerAs(
  behaviour: Misbehaviour,
  publisher: Publisher,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const special = specialAnswers[behaviour];
  if (special !== undefined && !(behaviour === 'redirect' && request.url?.startsWith('/elsewhere'))) {
    special(request, response);
    return;
  }
  const path = (request.url ?? '').replace(/^\/elsewhere/, '');
  const document = documents(behaviour, publisher)[path];
  if (document === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document()));
}

const oneMegabyte = 1_000_000;

const specialAnswers: Partial<Record<Misbehaviour, (request: IncomingMessage, response: ServerResponse) => void>> = {
  down: (request) => request.socket.destroy(),
  slow: () => {},
  trickling: (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
  huge: (_, response) => response.end(JSON.stringify({ keys: [], filling: 'x'.repeat(oneMegabyte) })),
  html: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in</p>'),
  'not-found': (_, response) => response.writeHead(404).end('{}'),
  error: (_, response) => response.writeHead(500).end('{"keys":[]}'),
  redirect: ({ url }, response) => response.writeHead(302, { location: `/elsewhere${url}` }).end(),
};

/** Where the issuer has its keys. */
export const jwksPath = '/.well-known/jwks.json';

const documents = (behaviour: Misbehaviour, publisher: Publisher): Record<string, () => unknown> => ({
  [new URL(discoveryUrl(publisher.issuer)).pathname]: () => ({
    issuer: behaviour === 'wrong-issuer' ? 'https://other.example' : publisher.issuer,
    jwks_uri: `${behaviour === 'insecure-keys' ? 'http://keys.example' : publisher.issuer}${jwksPath}`,
  }),
  [jwksPath]: () => (behaviour === 'not-a-set' ? { keys: 'none' } : { keys: keysOf(behaviour, publisher) }),
});

function keysOf(behaviour: Misbehaviour, { key, weakKeys }: Publisher): readonly unknown[] {
  if (behaviour === 'empty') return [];
  if (behaviour === 'duplicate-kid') return [createSigningKey({ kid: key.kid }).jwk, key.jwk];
  if (behaviour === 'weak-keys') return weakKeys(key.kid);
  if (behaviour === 'cluttered')
    return [null, 'key', {}, { ...key.jwk, kid: 'enc', use: 'enc' }, ...weakKeys('weak'), key.jwk];
  return [key.jwk];
}
