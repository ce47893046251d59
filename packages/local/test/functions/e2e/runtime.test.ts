import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { closeSubjects, createFunctionHost, handlerOf, subject } from './support.ts';

afterEach(closeSubjects);

describe('layers', () => {
  const files = {
    'one/nodejs/node_modules/shared/index.js': "module.exports = 'one'",
    'one/nodejs/node_modules/only/index.js': "module.exports = require('shared')",
    'two/nodejs/node24/node_modules/shared/index.js': "module.exports = 'two'",
    'two/nodejs/tool.js': "export const tool = 'tool'",
    'asset/index.js': "exports.handler = async () => [require('shared'), require('only')]",
    'asset/bare.mjs': "import shared from 'shared'; export const handler = async () => shared",
    'asset/esm.mjs': "import { tool } from '/opt/nodejs/tool.js'; export const handler = async () => tool",
  };
  const layered = (handler: string) => {
    const { directory } = subject({ files });
    const layerDirectories = [join(directory, 'one'), join(directory, 'two')];
    return subject({ files: {}, fn: { handler, codeDirectory: join(directory, 'asset'), layerDirectories } });
  };

  it('are on NODE_PATH, a later one over an earlier', async () => {
    expect(await layered('index.handler').result()).toEqual(['two', 'one']);
  });

  it('are not found by an ES module by bare name', async () => {
    const { outcome } = await layered('bare.handler').invoke();
    expect(outcome).toMatchObject({
      error: { errorType: 'Error', errorMessage: expect.stringMatching(/Cannot find/) },
    });
  });

  it('are found below /opt', async () => {
    expect(await layered('esm.handler').result()).toBe('tool');
  });
});

describe('log levels of JSON logs', () => {
  it.each([
    { applicationLogLevel: 'DEBUG', messages: ['debug', 'info', 'error'] },
    { applicationLogLevel: 'ERROR', messages: ['error'] },
  ] as const)('are the function’s own: $applicationLogLevel', async ({ applicationLogLevel, messages }) => {
    const { invoke } = handlerOf(
      "exports.handler = async () => { for (const l of ['trace', 'debug', 'info', 'error']) console[l](l); return process.env.AWS_LAMBDA_LOG_LEVEL }",
      { fn: { logFormat: 'JSON', applicationLogLevel } },
    );
    const { logs, outcome } = await invoke();
    expect(logs.map((line) => JSON.parse(line).message)).toEqual(messages);
    expect(outcome).toMatchObject({ json: JSON.stringify(applicationLogLevel) });
  });
});

describe('source maps', () => {
  it('name the source in a stack trace', async () => {
    const { directory, invoke } = subject({
      files: {
        'src/app.ts':
          'const fail = (): never => {\n  throw new Error("mapped");\n};\nexport const handler = async () => fail();',
      },
    });
    await build({
      entryPoints: [join(directory, 'src/app.ts')],
      outfile: join(directory, 'index.js'),
      bundle: true,
      minify: true,
      platform: 'node',
      sourcemap: 'linked',
      logLevel: 'silent',
    });
    expect((await invoke()).outcome).toMatchObject({
      error: { trace: expect.arrayContaining([expect.stringMatching(/src\/app\.ts:2:\d+/)]) },
    });
  });
});

describe('an allowed host', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer((_, response) => response.end('reached'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  // the function answers the look-up itself: these names are nobody's
  const code = `const http = require('node:http'); const dns = require('node:dns');
    dns.lookup = (host, options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
    exports.handler = (e) => new Promise((ok, no) => http.get({ host: e.host, port: e.port, agent: false },
      (r) => { let t = ''; r.on('data', (c) => (t += c)).on('end', () => ok(t)) }).on('error', no))`;

  it('is reached', async () => {
    const { result } = handlerOf(code, { host: { allowHosts: ['api.example.com'] } });
    expect(await result({ host: 'API.example.com', port })).toBe('reached');
  });

  it.each(['example.com', 'api.example.com.evil.test', 'sub.api.example.com'])(
    'lets no other be reached: %s',
    async (host) => {
      const { invoke } = handlerOf(code, { host: { allowHosts: ['api.example.com'] } });
      expect((await invoke({ host, port })).outcome).toMatchObject({
        error: {
          errorType: 'NotLocalError',
          errorMessage: expect.stringContaining(`allow the host ${host} by option allowHosts`),
        },
      });
    },
  );

  it.each(['*.example.com', 'https://example.com', 'example.com:443', ''])('must be an exact name: "%s"', (host) => {
    const { clock } = handlerOf('');
    expect(() => createFunctionHost({ functions: [], clock, region: 'us-east-1', allowHosts: [host] })).toThrow(
      /allowHosts: ".*" is no host name/,
    );
  });
});
