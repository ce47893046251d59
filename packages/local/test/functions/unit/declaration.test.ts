import { describe, expect, it } from '@jest/globals';
import { parseHandlerName } from '../../../src/functions/bootstrap/handler-name.ts';
import { environmentVariables } from '../../../src/functions/environment-variables.ts';
import { functionFaults } from '../../../src/functions/function-faults.ts';
import { redirectFaults } from '../../../src/functions/redirect-faults.ts';
import { timeZoneWarning } from '../../../src/functions/time-zone.ts';
import type { LambdaFunction } from '../../../src/model/index.ts';
import { isLoopback } from '../../../src/runtime/index.ts';
import { declare } from '../e2e/support.ts';

describe('functionFaults', () => {
  const faulty: { name: string; fn: Partial<LambdaFunction>; fault: RegExp }[] = [
    { name: 'another runtime', fn: { runtime: 'python3.13' }, fault: /Runtime is "python3.13"; run here are nodejs18/ },
    { name: 'a later runtime', fn: { runtime: 'nodejs26.x' }, fault: /Runtime is "nodejs26.x"/ },
    { name: 'no timeout', fn: { timeoutSeconds: 0 }, fault: /Timeout is 0; allowed are 1 to 900/ },
    { name: 'a long timeout', fn: { timeoutSeconds: 901 }, fault: /Timeout is 901/ },
    { name: 'little memory', fn: { memoryMegabytes: 64 }, fault: /MemorySize is 64; allowed are 128 to 10240/ },
    {
      name: 'reserved variable',
      fn: { environment: { AWS_REGION: 'x' } },
      fault: /sets AWS_REGION, which Lambda reserves/,
    },
    { name: 'reserved handler', fn: { environment: { _HANDLER: 'x' } }, fault: /sets _HANDLER/ },
    { name: 'short name', fn: { environment: { A: 'x' } }, fault: /"A" has no valid name/ },
    { name: 'over 4 KB', fn: { environment: { BIG: 'x'.repeat(4094) } }, fault: /holds 4097 bytes; allowed are 4096/ },
  ];

  it.each(faulty)('names $name', ({ fn, fault }) => {
    expect(functionFaults(declare(fn))).toEqual([expect.stringMatching(fault)]);
  });

  it('finds all at once, never a value', () => {
    const faults = functionFaults(
      declare({ runtime: 'x', timeoutSeconds: -1, environment: { AWS_SESSION_TOKEN: 'secret' } }),
    );
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('secret');
  });

  it.each(['nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'nodejs24.x'])('none: %s', (runtime) => {
    expect(
      functionFaults(declare({ runtime, environment: { AWS_ENDPOINT_URL_DYNAMODB: 'x', BIG: 'x'.repeat(4000) } })),
    ).toEqual([]);
  });
});

describe('environmentVariables', () => {
  const input = {
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
    layers: [],
    taskRoot: '/asset',
    logStreamName: 'stream',
  };

  it('lets the template change what is not reserved, and endpoints win over the template', () => {
    const fn = declare({ environment: { PATH: '/mine', AWS_ENDPOINT_URL: 'template' } });
    expect(environmentVariables({ ...input, fn, endpoints: { AWS_ENDPOINT_URL: 'local' } })).toMatchObject({
      PATH: '/mine',
      AWS_ENDPOINT_URL: 'local',
      AWS_REGION: 'eu-west-1',
      LAMBDA_TASK_ROOT: '/asset',
    });
  });

  it('has a log level in JSON format only', () => {
    expect(environmentVariables({ ...input, fn: declare({}), endpoints: {} })).not.toHaveProperty(
      'AWS_LAMBDA_LOG_LEVEL',
    );
    expect(environmentVariables({ ...input, fn: declare({ logFormat: 'JSON' }), endpoints: {} })).toMatchObject({
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'INFO',
    });
  });
});

describe('parseHandlerName', () => {
  it.each([
    { handler: 'index.handler', name: { module: 'index', exportPath: ['handler'] } },
    { handler: 'dir/sub/index.handler', name: { module: 'dir/sub/index', exportPath: ['handler'] } },
    { handler: 'dir.d/index.a.b', name: { module: 'dir.d/index', exportPath: ['a', 'b'] } },
  ])('$handler', ({ handler, name }) => {
    expect(parseHandlerName(handler)).toEqual(name);
  });

  it.each(['', 'index', '.handler', 'index.', 'index..x', '../index.handler'])('refuses "%s"', (handler) => {
    expect(() => parseHandlerName(handler)).toThrow(
      expect.objectContaining({
        name: 'Runtime.MalformedHandlerName',
        message: expect.stringContaining(`"${handler}"`),
      }),
    );
  });
});

describe('isLoopback', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1'])('%s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '127.0.0.1.example.com',
    'localhost.example.com',
    '2130706433',
    '::ffff:10.0.0.1',
  ])('not %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('redirectFaults', () => {
  it.each(['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:1', 'http://127.0.0.1:8080/'])(
    'none: %s',
    (to) => {
      expect(redirectFaults([{ host: 'a.example', to }])).toEqual([]);
    },
  );

  it.each([
    { host: 'https://a.example', to: 'http://127.0.0.1:1', fault: /host is "https:\/\/a.example"/ },
    { host: 'a.example:443', to: 'http://127.0.0.1:1', fault: /host is "a.example:443"/ },
    { host: 'a.example', to: 'https://127.0.0.1:1', fault: /goes to "https/ },
    { host: 'a.example', to: 'http://127.0.0.1:1/path', fault: /nothing behind it/ },
    { host: 'a.example', to: 'http://b.example:1', fault: /loopback address/ },
    { host: 'a.example', to: 'nonsense', fault: /goes to "nonsense"/ },
  ])('$host -> $to', ({ host, to, fault }) => {
    expect(redirectFaults([{ host, to }])).toEqual([expect.stringMatching(fault)]);
  });
});

describe('timeZoneWarning', () => {
  it('is silent in UTC and names any other zone with the remedy', () => {
    expect(timeZoneWarning('UTC')).toBeUndefined();
    expect(timeZoneWarning('Europe/Berlin')).toMatch(/Europe\/Berlin.*TZ=UTC/);
  });
});
