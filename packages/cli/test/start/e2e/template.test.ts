import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createTestIssuer } from '@scopegate/testing';
import { chooseKey } from '../../../src/call/choose-key.ts';
import { parseRunState } from '../../../src/run/parse-run-state.ts';
import { signRequest } from '../../../src/run/sign-request.ts';
import { lastFile } from '../../../src/run/state-files.ts';
import { directoryWith, scopegate, start } from '../../support/processes.ts';
import { cdkFiles, echo, samFiles, samHello, samJwt, samPool, samPython, samSigned } from '../../support/templates.ts';
import { writeTestFile } from '../../support/write-test-file.ts';

/** The report of a start with `--json`. */
async function reported(cwd: string, args: readonly string[]) {
  const platform = await start(cwd, [...args, '--json']);
  return { platform, report: JSON.parse(platform.line) };
}

const answer = async (
  url: string,
  init?: RequestInit,
): Promise<{ readonly status: number; readonly body: { readonly name?: string } }> => {
  const response = await fetch(url, init);
  return { status: response.status, body: (await response.json()) as { readonly name?: string } };
};

describe('start of a SAM template, without a project', () => {
  it('serves, shows routes and what is not run, is found by other commands, and removes its records', async () => {
    const cwd = directoryWith(samFiles);
    const platform = await start(cwd, ['template.yaml']);
    const url = platform.line.replace('ready ', '');
    expect(await answer(`${url}/hello`)).toMatchObject({ status: 200, body: { name: 'template' } });
    expect(platform.err()).toMatch(/^template \(ServerlessHttpApi\) {2}http:\/\/127\.0\.0\.1:\d+$/m);
    expect(platform.err()).toMatch(/^ {2}GET {3}\/hello +anyone +Hello$/m);
    expect(platform.err()).toMatch(/^not run +AWS::SQS::Queue {2}Jobs$/m);
    expect(platform.err()).toMatch(/^try +scopegate call GET \/hello$/m);

    const called = await scopegate(cwd, ['call', 'GET', '/hello']);
    expect([called.code, called.out]).toEqual([0, expect.stringContaining('"route": "GET /hello"')]);
    expect((await scopegate(cwd, ['trace', '--last', '1'])).out).toContain('GET /hello | 200');

    const record = join(cwd, '.scopegate', 'local.json');
    expect(statSync(record).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(cwd, '.scopegate', '.gitignore'), 'utf8')).toBe('*\n');
    expect(await platform.stop()).toBe(0);
    expect(existsSync(record)).toBe(false);
  });

  it('takes parameters, and answers a skipped route with 501', async () => {
    const args = ['template.yaml', '--parameter', 'Name=given', '--skip-route', 'POST /send'];
    const { platform, report } = await reported(directoryWith(samFiles), args);
    await using _ = platform;
    expect(await answer(`${report.url}/hello`)).toMatchObject({ body: { name: 'given' } });
    expect(report.apis[0]).toMatchObject({
      routes: [{ routeKey: 'GET /hello', authorization: { type: 'NONE' }, target: { function: 'Hello' } }],
      skippedRoutes: ['POST /send'],
    });
    expect((await answer(`${report.url}/send`, { method: 'POST' })).status).toBe(501);
  });

  it.each([
    { name: 'in UTC', zone: undefined, hour: 0 },
    { name: 'in the one zone that all declare', zone: 'Asia/Tokyo', hour: 9 },
  ])('runs functions $name, whatever the zone of the machine', async ({ zone, hour }) => {
    const variables = zone === undefined ? '' : `\n      Environment: { Variables: { TZ: ${zone} } }`;
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Hour:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: "exports.handler = async () => ({ hour: new Date(0).getHours() })"${variables}
      Events: { Get: { Type: HttpApi, Properties: { Path: /hour, Method: GET } } }
`;
    await using platform = await start(directoryWith({ 'template.yaml': template }), ['.'], '', {
      TZ: 'America/New_York',
    });
    expect(await answer(`${platform.line.replace('ready ', '')}/hour`)).toEqual({ status: 200, body: { hour } });
  });

  it.each([
    { name: 'by function', env: { Hello: { NAME: 'own' } }, value: 'own' },
    { name: 'for all functions', env: { Parameters: { NAME: 'all' } }, value: 'all' },
  ])('takes environment variables of a file, $name', async ({ env, value }) => {
    const cwd = directoryWith({ ...samFiles, 'env.json': env });
    const { platform, report } = await reported(cwd, ['.', '--env', 'env.json']);
    await using _ = platform;
    expect(await answer(`${report.url}/hello`)).toMatchObject({ body: { name: value } });
  });

  it('keeps its data in the directory of --data, for one platform at a time', async () => {
    const cwd = directoryWith({ 'template.yaml': samSigned });
    await using _ = await start(cwd, ['.', '--data', 'kept']);
    expect(existsSync(join(cwd, 'kept'))).toBe(true);
    const second = await scopegate(cwd, ['start', '.', '--port', '0', '--data', 'kept']);
    expect([second.code, second.err]).toEqual([1, expect.stringContaining('Another platform uses this data')]);
  });
});

describe('start of a cloud assembly with two APIs', () => {
  it('serves each on a port of its own, in the report and on record', async () => {
    const cwd = directoryWith(cdkFiles);
    const { platform, report } = await reported(cwd, ['cdk.out']);
    await using _ = platform;
    const urls = report.apis.map(({ url }: { url: string }) => url);
    expect(new Set(urls).size).toBe(2);
    const names = await Promise.all(urls.map(async (url: string) => (await answer(`${url}/hello`)).body.name));
    expect(names).toEqual(['orders', 'users']);
    const record = JSON.parse(readFileSync(report.record, 'utf8'));
    expect(record.apis).toMatchObject({ OrdersApi: urls[0], 'Users/UsersApi': urls[1] });
    const called = await scopegate(cwd, ['call', 'GET', '/hello', '--api', 'UsersApi']);
    expect(called.out).toContain('"name": "users"');
  });

  it('serves one of them alone', async () => {
    const { platform, report } = await reported(directoryWith(cdkFiles), ['cdk.out', '--api', 'users-api']);
    await using _ = platform;
    const ids = (list: readonly { readonly logicalId: string }[]) => list.map(({ logicalId }) => logicalId);
    expect([ids(report.apis), ids(report.notRun)]).toEqual([['UsersApi'], ['OrdersApi']]);
  });
});

describe('callers', () => {
  const issuerName = 'https://login.example.com/';
  const issuer = createTestIssuer({ issuer: issuerName });
  const jwks = { keys: issuer.keys.map(({ jwk }) => jwk) };

  it('are let in by tokens of an issuer whose keys are given', async () => {
    const cwd = directoryWith({ 'template.yaml': samJwt(issuerName), 'jwks.json': jwks });
    const { platform, report } = await reported(cwd, ['.', '--issuer', `${issuerName}=jwks.json`]);
    await using _ = platform;
    const token = issuer.token({ aud: 'pets', exp: Math.floor(Date.now() / 1_000) + 600 });
    const statusWith = async (authorization: string) =>
      (await answer(`${report.url}/pets`, { headers: { authorization } })).status;
    expect(await statusWith(`Bearer ${token}`)).toBe(200);
    const other = createTestIssuer({ issuer: issuerName }).token({ aud: 'pets', exp: 9_999_999_999 });
    expect(await statusWith(`Bearer ${other}`)).toBe(401);
  });

  it('ask a user pool of the template for tokens, and no secret is in the report', async () => {
    const cwd = directoryWith({ 'template.yaml': samPool });
    const { platform, report } = await reported(cwd, ['.']);
    await using _ = platform;
    expect(report.pools[0].clients).toEqual([{ clientId: expect.any(String), name: 'web', scopes: ['shop/read'] }]);
    const record = JSON.parse(readFileSync(report.record, 'utf8'));
    for (const secret of [record.clients[0].clientSecret, record.admin.secret, record.iam.secretAccessKey]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(platform.line).not.toContain(secret);
    }
    const minted = await scopegate(cwd, ['mint', '--scope', 'read']);
    expect(minted.out).toMatch(/^eyJ/);
    const called = await scopegate(cwd, ['call', 'GET', '/prod/items', '--client', 'web']);
    expect(called.out).toContain('"scope": "shop/read"');
  });

  it('sign as the identities of a file and of the command line, within their policies', async () => {
    const allow = {
      Effect: 'Allow',
      Action: 'execute-api:Invoke',
      Resource: 'arn:aws:execute-api:*:*:*/*/POST/orders',
    };
    const bob = {
      name: 'bob',
      accessKeyId: 'AKIABOB',
      secretAccessKey: 'secret-of-bob',
      policies: [{ Version: '2012-10-17', Statement: [allow] }],
    };
    const cwd = directoryWith({ 'template.yaml': samSigned });
    await using _ = await start(
      cwd,
      ['.', '--identities', '-', '--identity', 'alice=GET /orders'],
      JSON.stringify([bob]),
    );
    const run = parseRunState(readFileSync(lastFile(join(cwd, '.scopegate')), 'utf8'))!;
    const statusOf = async (method: string, name: string) => {
      const url = new URL(`${run.url}/orders`);
      const request = { method, path: '/orders', headers: new Headers(), body: undefined };
      const headers = await signRequest(request, url, { ...chooseKey(run, name), now: Date.now() });
      return (await fetch(url, { method, headers })).status;
    };
    expect(await statusOf('GET', 'alice')).toBe(200);
    expect(await statusOf('POST', 'alice')).toBe(403);
    expect(await statusOf('POST', 'bob')).toBe(200);
    expect(await statusOf('GET', 'bob')).toBe(403);
    const called = await scopegate(cwd, ['call', 'GET', '/orders', '--sign', 'alice']);
    expect(called.out).toContain('arn:aws:iam::123456789012:user/alice');
  });
});

describe('start of a template that cannot be run', () => {
  it('ends with 3 and every fault, for people and for programs, and serves nothing', async () => {
    const cwd = directoryWith({ ...samFiles, 'template.yaml': samPython });
    const { code, out, err } = await scopegate(cwd, ['start', 'template.yaml', '--json', '--parameter', 'Nmae=x']);
    expect(code).toBe(3);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ version: 1, status: 'refused' });
    expect(report.faults).toEqual([
      {
        rule: 'unknown-parameter',
        where: { option: { name: 'parameters', entry: 'Nmae' } },
        what: 'No stack has a parameter "Nmae"',
        allowed: 'Name',
        remedy: 'Name a parameter of the loaded stacks.',
      },
      expect.objectContaining({
        rule: 'function-property-form',
        where: expect.objectContaining({ logicalId: 'Hello', path: expect.stringContaining('Runtime') }),
        given: '"python3.13"',
        remedy: expect.stringMatching(/\S/),
      }),
    ]);
    expect(err).toMatch(/^error: template\.yaml cannot be run as AWS would run it: 2 faults\. Nothing is served\./);
    expect(err).toContain('  --parameter Nmae\n');
    expect(err).not.toContain('    at ');
    expect(existsSync(join(cwd, '.scopegate'))).toBe(false);
  });
});

describe('changes while it serves', () => {
  it('are reloaded, of code and of template; after one that cannot be run the last good version stays', async () => {
    const cwd = directoryWith(samFiles);
    const { platform, report } = await reported(cwd, ['template.yaml']);
    await using _ = platform;
    const get = (path: string) => answer(`${report.url}${path}`);
    expect(await get('/hello')).toMatchObject({ body: { route: 'GET /hello' } });

    writeTestFile(join(cwd, 'src', 'app.js'), echo.replace('process.env.NAME', '"changed"'));
    await platform.says('ms: src/app.js');
    expect(await get('/hello')).toMatchObject({ body: { name: 'changed' } });

    writeTestFile(join(cwd, 'template.yaml'), samPython);
    await platform.says('NOT reloaded, the last good version serves on');
    expect(await get('/hello')).toMatchObject({ status: 200 });

    renameSync(join(cwd, 'template.yaml'), join(cwd, 'moved'));
    await platform.says('template.yaml is gone, the last good version serves on');
    writeTestFile(join(cwd, 'template.yaml'), samHello.replace('Path: /hello', 'Path: /renamed'));
    await platform.says('ms: template.yaml');
    expect(await get('/renamed')).toMatchObject({ status: 200, body: { name: 'changed' } });
    expect((await get('/hello')).status).toBe(404);
  });
});
