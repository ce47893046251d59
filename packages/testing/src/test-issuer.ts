import { discoveryUrl } from '@scopegate/contract/issuers';
import { createSigningKey, type SigningKey } from './signing-key.ts';

export interface TestIssuerOptions {
  /** @default `https://issuer.example` */
  readonly issuer?: string;
  /** @default one RS256 key */
  readonly keys?: readonly SigningKey[];
}

/** An issuer in memory: signs tokens and answers for its key set as the network would. */
export interface TestIssuer {
  readonly issuer: string;
  readonly keys: readonly SigningKey[];
  readonly jwksUri: string;
  /** What has been asked of it, in order. */
  readonly requests: readonly string[];
  /** The document at a URL; rejects for URLs that are not its own, and while it is down. */
  fetchJson(url: string): Promise<unknown>;
  /** From now on nothing can be fetched. */
  takeDown(): void;
  bringUp(): void;
  /** Publishes other keys from now on. */
  publish(keys: readonly SigningKey[]): void;
  /** A token signed with the first key: `iss` is set, the rest is yours. */
  token(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): string;
}

export function createTestIssuer(options: TestIssuerOptions = {}): TestIssuer {
  const issuer = options.issuer ?? 'https://issuer.example';
  const keys = options.keys ?? [createSigningKey()];
  const requests: string[] = [];
  const jwksUri = `${issuer}/.well-known/jwks.json`;
  let published = keys;
  let reachable = true;
  const documents: Record<string, () => unknown> = {
    [jwksUri]: () => ({ keys: published.map((key) => key.jwk) }),
    [discoveryUrl(issuer)]: () => ({ issuer, jwks_uri: jwksUri }),
  };
  return {
    issuer,
    keys,
    jwksUri,
    requests,
    takeDown: () => {
      reachable = false;
    },
    bringUp: () => {
      reachable = true;
    },
    async fetchJson(url) {
      requests.push(url);
      const document = documents[url];
      if (!reachable || document === undefined) throw new Error(`GET ${url}: connection refused`);
      return document();
    },
    publish: (next) => {
      published = next;
    },
    token: (claims, header) => {
      const [first] = keys;
      if (first === undefined) throw new Error('the test issuer has no key to sign with: give it one');
      return first.sign({ iss: issuer, ...claims }, header);
    },
  };
}
