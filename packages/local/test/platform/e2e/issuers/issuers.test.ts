import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createClock, type Platform, startPlatform } from '../../../../src/index.ts';

// APIs of strangers whose tokens come from outside the assembly. Whatever fetches keys is led to the stand-in.

const tenant = '11111111-2222-3333-4444-555555555555';
const audience = 'https://api.example.com';
const issuers = {
  auth0: { issuer: 'https://acme.eu.auth0.com/', jwks: 'https://acme.eu.auth0.com/.well-known/jwks.json' },
  okta: { issuer: 'https://acme.okta.com/oauth2/default', jwks: 'https://acme.okta.com/oauth2/default/v1/keys' },
  keycloak: {
    issuer: 'https://id.example.com/realms/shop',
    jwks: 'https://id.example.com/realms/shop/protocol/openid-connect/certs',
  },
  'keycloak, another realm': {
    issuer: 'https://id.example.com/realms/blog',
    jwks: 'https://id.example.com/realms/blog/protocol/openid-connect/certs',
  },
  'entra v1': {
    issuer: `https://sts.windows.net/${tenant}/`,
    jwks: `https://login.microsoftonline.com/${tenant}/discovery/keys`,
  },
  'entra v2': {
    issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
    jwks: `https://login.microsoftonline.com/${tenant}/discovery/v2.0/keys`,
  },
  'a pool of another stack': {
    issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
    jwks: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI/.well-known/jwks.json',
  },
  'any other': { issuer: 'https://login.example.org', jwks: 'https://login.example.org/.well-known/jwks.json' },
  'any other, keys elsewhere': { issuer: 'https://login.example.net/', jwks: 'https://login.example.net/keys' },
};
type Kind = keyof typeof issuers;
const kinds = Object.keys(issuers) as Kind[];
const libraries = ['jose', 'jwks-rsa', 'aws-jwt-verify', 'own-fetch'];

/** A stranger's authorizers: each library, with keys below the issuer and on another host. */
const own = libraries.flatMap((library) => (['keycloak', 'entra v1'] as const).map((kind) => ({ library, kind })));

const idOf = (...words: string[]): string => words.join(' ').replace(/[^A-Za-z0-9]/g, '');
const lambda = (CodeUri: string, more: object = {}) => ({
  Type: 'AWS::Serverless::Function',
  Properties: { CodeUri, Handler: 'index.handler', Runtime: 'nodejs24.x', Timeout: 20, ...more },
});

/** A SAM template with a route per issuer behind a JWT authorizer, and one per authorizer of a stranger. */
function template() {
  const event = (path: string, authorizer: string) => ({
    Type: 'HttpApi',
    Properties: { ApiId: { Ref: 'Api' }, Method: 'GET', Path: path, Auth: { Authorizer: authorizer } },
  });
  const jwt = kinds.map((kind) => ({
    name: idOf('jwt', kind),
    authorizer: {
      JwtConfiguration: { issuer: issuers[kind].issuer, audience: [audience] },
      IdentitySource: '$request.header.Authorization',
    },
  }));
  const strange = own.map(({ library, kind }) => ({
    name: idOf(library, kind),
    library,
    kind,
    authorizer: {
      FunctionArn: { 'Fn::GetAtt': [idOf('Function', library, kind), 'Arn'] },
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      EnableFunctionDefaultPermissions: true,
      Identity: { Headers: ['Authorization'] },
    },
  }));
  const all = [...jwt, ...strange];
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Api: {
        Type: 'AWS::Serverless::HttpApi',
        Properties: {
          Auth: { Authorizers: Object.fromEntries(all.map(({ name, authorizer }) => [name, authorizer])) },
        },
      },
      Backend: lambda('backend', {
        Events: Object.fromEntries(all.map(({ name }) => [name, event(`/${name}`, name)])),
      }),
      ...Object.fromEntries(
        strange.map(({ library, kind }) => {
          const { issuer: ISSUER, jwks: JWKS_URI } = issuers[kind];
          const Environment = { Variables: { ISSUER, JWKS_URI, AUDIENCE: audience } };
          return [idOf('Function', library, kind), lambda(library, { Environment })];
        }),
      ),
    },
  };
}

async function writeApp(directory: string): Promise<void> {
  await Promise.all(
    libraries.map((library) =>
      build({
        entryPoints: [join(import.meta.dirname, 'authorizers', `${library}.js`)],
        outfile: join(directory, library, 'index.js'),
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'cjs',
        logLevel: 'silent',
      }),
    ),
  );
  mkdirSync(join(directory, 'backend'));
  writeFileSync(
    join(directory, 'backend', 'index.js'),
    'exports.handler = async ({ requestContext: { authorizer } }) => ({ sub: authorizer.jwt?.claims.sub ?? authorizer.lambda.sub });',
  );
  writeFileSync(join(directory, 'template.json'), JSON.stringify(template()));
}

describe('an issuer outside the assembly', () => {
  const directory = mkdtempSync(join(tmpdir(), 'scopegate-issuers-'));
  const clock = createClock();
  let platform: Platform;
  const start = (name: string, more: object = {}) =>
    startPlatform({
      assembly: join(directory, 'template.json'),
      stateDirectory: join(directory, name),
      port: 0,
      clock,
      // What a stranger's authorizer trusts, the template does not say.
      issuers: [issuers.keycloak.issuer, issuers['entra v1'].issuer],
      jwksPaths: { [issuers['any other, keys elsewhere'].issuer]: '/keys' },
      gatewaySettings: { authorizersPerApi: 30 },
      ...more,
    });
  const call = async (path: string, token: string, to = platform) => {
    const response = await fetch(`${to.apis[0]?.url}/${path}`, { headers: { authorization: `Bearer ${token}` } });
    return [response.status, await response.json()];
  };
  const mint = (kind: Kind, more: object = {}) =>
    platform.mint(issuers[kind].issuer, { scopes: [], subject: 'anna', claims: { aud: audience }, ...more });

  beforeAll(async () => {
    await writeApp(directory);
    platform = await start('first');
  }, 60_000);
  afterAll(async () => {
    await platform?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is listed', () => {
    expect(platform.issuers.map(({ issuer, keys, jwksUri }) => ({ issuer, keys, jwksUri })).sort(byIssuer)).toEqual(
      kinds
        .map((kind) => ({ issuer: issuers[kind].issuer, keys: 'stand-in', jwksUri: issuers[kind].jwks }))
        .sort(byIssuer),
    );
  });

  it.each(kinds)('is stood in for behind a JWT authorizer: %s', async (kind) => {
    expect(await call(idOf('jwt', kind), await mint(kind))).toEqual([200, { sub: 'anna' }]);
  });

  it.each(own)('is found by $library: $kind', async ({ library, kind }) => {
    expect(await call(idOf(library, kind), await mint(kind))).toEqual([200, { sub: 'anna' }]);
  });

  it.each([
    { name: 'a token of another stand-in', path: idOf('jwt', 'auth0'), token: () => mint('okta'), status: 401 },
    {
      name: 'a token of another realm on the same host',
      path: idOf('jwt', 'keycloak'),
      token: () => mint('keycloak, another realm'),
      status: 401,
    },
    {
      name: 'the same, at jose',
      path: idOf('jose', 'keycloak'),
      token: () => mint('keycloak, another realm'),
      status: 403,
    },
    {
      name: 'an expired token',
      path: idOf('jwt', 'auth0'),
      token: () => mint('auth0', { expiresInSeconds: -120 }),
      status: 401,
    },
    {
      name: 'an ID token',
      path: idOf('jwt', 'auth0'),
      token: () => mint('auth0', { claims: {}, clientId: 'app', idToken: true }),
      status: 401,
    },
  ])('does not open to $name', async ({ path, token, status }) => {
    expect((await call(path, await token()))[0]).toBe(status);
  });

  it('is exact: with a slash more or less it is another, of which nothing is minted', async () => {
    for (const issuer of ['https://acme.eu.auth0.com', `${issuers.okta.issuer}/`, 'https://nowhere.example'])
      await expect(async () => platform.mint(issuer, { scopes: [] })).rejects.toThrow('is not answered for here');
  });

  it('follows the clock of the platform', async () => {
    const token = await mint('okta', { expiresInSeconds: 600 });
    expect((await call(idOf('jwt', 'okta'), token))[0]).toBe(200);
    clock.advance(700_000);
    expect((await call(idOf('jwt', 'okta'), token))[0]).toBe(401);
  });

  it('says why a real token of it fails', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const real = await new SignJWT({ iss: issuers.keycloak.issuer, aud: audience })
      .setProtectedHeader({ alg: 'RS256', kid: 'real' })
      .sign(privateKey);
    for (const path of [idOf('jwt', 'keycloak'), idOf('jose', 'keycloak')]) {
      expect([401, 403]).toContain((await call(path, real))[0]);
      const note = platform.traces().at(-1)?.authorizer?.note;
      expect(note).toContain(`${issuers.keycloak.issuer} is stood in for on this machine`);
      expect(note).not.toContain(real.slice(-20));
    }
    await call(idOf('jwt', 'keycloak'), await mint('okta'));
    expect(platform.traces().at(-1)?.authorizer?.note).toBeUndefined();
  });

  it('keeps its keys over a restart and a reload', async () => {
    const token = await mint('auth0');
    await platform.reload({ assembly: join(directory, 'template.json') });
    expect((await call(idOf('jwt', 'auth0'), token))[0]).toBe(200);
    const [again] = await Promise.all([start('first', { stateDirectory: join(directory, 'first') })]);
    try {
      expect((await call(idOf('jwt', 'auth0'), token, again))[0]).toBe(200);
    } finally {
      await again.close();
    }
  });

  it('is known by its real keys where they are given, at JWT authorizers and in functions; nothing is minted then', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const { issuer } = issuers.keycloak;
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'real', alg: 'RS256', use: 'sig' }];
    const given = await start('given', { issuerKeys: { [issuer]: { keys } } });
    try {
      const real = await new SignJWT({ iss: issuer, aud: audience, sub: 'bob' })
        .setProtectedHeader({ alg: 'RS256', kid: 'real' })
        .setIssuedAt(Math.floor(clock.now() / 1_000))
        .setExpirationTime(Math.floor(clock.now() / 1_000) + 600)
        .sign(privateKey);
      for (const path of [idOf('jwt', 'keycloak'), ...libraries.map((library) => idOf(library, 'keycloak'))])
        expect(await call(path, real, given)).toEqual([200, { sub: 'bob' }]);
      expect(given.issuers.find((one) => one.issuer === issuer)).toMatchObject({ keys: 'given' });
      await expect(async () => given.mint(issuer, { scopes: [] })).rejects.toThrow('has its real keys here');
    } finally {
      await given.close();
    }
  }, 60_000);
});

const byIssuer = (one: { readonly issuer: string }, other: { readonly issuer: string }): number =>
  one.issuer.localeCompare(other.issuer);
