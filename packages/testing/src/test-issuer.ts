import {
  type AccessGrant,
  discoveryUrl,
  type IssuerSettings,
  type IssuerShape,
  issuerShapes,
  oidcShape,
  toAccessToken,
  toIdToken,
  type UnsignedToken,
} from '@scopegate/contract/issuers';
import { createSigningKey, type SigningKey } from './signing-key.ts';

export interface TestIssuerOptions {
  /** @default that of `settings`, else `https://issuer.example` */
  readonly issuer?: string;
  /** What it is, as an authorizer is told: its URLs and its tokens are those of that issuer. @default any OpenID provider */
  readonly settings?: IssuerSettings;
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
  /** An access token as this issuer issues it. Of the grant, what is not given is made up; times are 2026-01-01 and an hour later. */
  accessToken(grant?: Partial<AccessGrant>): string;
  /** An ID token as this issuer issues it: no API may take it. */
  idToken(grant?: Partial<AccessGrant>): string;
}

export function createTestIssuer(options: TestIssuerOptions = {}): TestIssuer {
  const shape = shapeOf(options);
  const { issuer } = shape;
  const keys = options.keys ?? [createSigningKey()];
  const requests: string[] = [];
  const jwksUri = shape.jwksUri ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`;
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
    token: (claims, header) => signer(keys).sign({ iss: issuer, ...claims }, header),
    accessToken: (grant) => signed(toAccessToken(shape, { ...anyGrant, ...grant }), keys),
    idToken: (grant) => signed(toIdToken(shape, { ...anyGrant, ...grant }), keys),
  };
}

const anyGrant: AccessGrant = {
  subject: 'user-1',
  clientId: 'app',
  audience: 'api',
  scopes: [],
  tokenId: 'token-1',
  issuedAt: 1_767_225_600,
  expiresAt: 1_767_229_200,
};

const signed = ({ header, claims }: UnsignedToken, keys: readonly SigningKey[]): string =>
  signer(keys).sign(claims, header);

function signer([first]: readonly SigningKey[]): SigningKey {
  if (first === undefined) throw new Error('the test issuer has no key to sign with: give it one');
  return first;
}

function shapeOf({ issuer, settings }: TestIssuerOptions): IssuerShape {
  const [known] = settings === undefined ? [] : issuerShapes(settings);
  if (known === undefined) return oidcShape({ issuer: issuer ?? 'https://issuer.example' });
  return issuer === undefined ? known : { ...known, issuer };
}
