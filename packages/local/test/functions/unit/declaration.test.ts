import { describe, expect, it } from '@jest/globals';
import { parseHandlerName } from '../../../src/functions/bootstrap/handler-name.ts';
import { environmentVariables } from '../../../src/functions/environment-variables.ts';
import { functionFaults } from '../../../src/functions/function-faults.ts';
import { redirectFaults } from '../../../src/functions/redirect-faults.ts';
import { timeZoneWarning } from '../../../src/functions/time-zone.ts';
import type { Fault, LambdaFunction } from '../../../src/model/index.ts';
import { isLoopback } from '../../../src/runtime/index.ts';
import { declare } from '../e2e/support.ts';

describe('functionFaults', () => {
  const faulty: { name: string; fn: Partial<LambdaFunction>; path: string; fault: Partial<Fault> }[] = [
    {
      name: 'another runtime',
      fn: { runtime: 'python3.13' },
      path: 'Properties.Runtime',
      fault: { rule: 'function-runtime', given: '"python3.13"', allowed: 'nodejs18.x to nodejs24.x' },
    },
    {
      name: 'a later runtime',
      fn: { runtime: 'nodejs26.x' },
      path: 'Properties.Runtime',
      fault: { rule: 'function-runtime', given: '"nodejs26.x"' },
    },
    {
      name: 'no timeout',
      fn: { timeoutSeconds: 0 },
      path: 'Properties.Timeout',
      fault: {
        rule: 'function-timeout-range',
        what: 'Timeout is out of range',
        given: '0',
        allowed: '1 to 900 seconds',
      },
    },
    {
      name: 'a long timeout',
      fn: { timeoutSeconds: 901 },
      path: 'Properties.Timeout',
      fault: { rule: 'function-timeout-range', given: '901' },
    },
    {
      name: 'little memory',
      fn: { memoryMegabytes: 64 },
      path: 'Properties.MemorySize',
      fault: {
        rule: 'function-memory-range',
        what: 'MemorySize is out of range',
        given: '64',
        allowed: '128 to 10240 megabytes',
      },
    },
    {
      name: 'reserved variable',
      fn: { environment: { AWS_REGION: 'x' } },
      path: 'Properties.Environment.Variables',
      fault: {
        rule: 'function-reserved-variables',
        what: 'Environment sets AWS_REGION, which Lambda reserves and refuses to deploy',
      },
    },
    {
      name: 'reserved handler',
      fn: { environment: { _HANDLER: 'x' } },
      path: 'Properties.Environment.Variables',
      fault: {
        rule: 'function-reserved-variables',
        what: 'Environment sets _HANDLER, which Lambda reserves and refuses to deploy',
      },
    },
    {
      name: 'short name',
      fn: { environment: { A: 'x' } },
      path: 'Properties.Environment.Variables',
      fault: { rule: 'function-variable-name', what: 'Environment variable "A" has no valid name' },
    },
    {
      name: 'over 4 KB',
      fn: { environment: { BIG: 'x'.repeat(4094) } },
      path: 'Properties.Environment.Variables',
      fault: { rule: 'function-variables-size', given: '4097 bytes', allowed: 'at most 4096 bytes' },
    },
  ];

  it.each(faulty)('names $name', ({ fn, path, fault }) => {
    expect(functionFaults(declare(fn))).toMatchObject([
      { where: { logicalId: declare(fn).logicalId, type: 'AWS::Lambda::Function', path }, ...fault },
    ]);
  });

  it('finds all at once, never a value', () => {
    const faults = functionFaults(
      declare({ runtime: 'x', timeoutSeconds: -1, environment: { AWS_SESSION_TOKEN: 'secret' } }),
    );
    expect(faults).toHaveLength(3);
    expect(JSON.stringify(faults)).not.toContain('secret');
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
    {
      host: 'https://a.example',
      to: 'http://127.0.0.1:1',
      fault: { rule: 'redirect-host', where: { path: 'redirects[0].host' }, given: '"https://a.example"' },
    },
    {
      host: 'a.example:443',
      to: 'http://127.0.0.1:1',
      fault: {
        rule: 'redirect-host',
        given: '"a.example:443"',
        allowed: 'a name such as "cognito-idp.us-east-1.amazonaws.com"',
      },
    },
    {
      host: 'a.example',
      to: 'https://127.0.0.1:1',
      fault: { rule: 'redirect-target', where: { path: 'redirects[0].to' }, given: '"https://127.0.0.1:1"' },
    },
    {
      host: 'a.example',
      to: 'http://127.0.0.1:1/path',
      fault: { rule: 'redirect-target', allowed: '"http://<loopback address>:<port>", nothing behind it' },
    },
    { host: 'a.example', to: 'http://b.example:1', fault: { rule: 'redirect-target', given: '"http://b.example:1"' } },
    { host: 'a.example', to: 'nonsense', fault: { rule: 'redirect-target', given: '"nonsense"' } },
  ])('$host -> $to', ({ host, to, fault }) => {
    expect(redirectFaults([{ host, to }])).toMatchObject([fault]);
  });
});

describe('timeZoneWarning', () => {
  it('is silent in UTC and names any other zone with the remedy', () => {
    expect(timeZoneWarning('UTC')).toBeUndefined();
    expect(timeZoneWarning('Europe/Berlin')).toMatch(/Europe\/Berlin.*TZ=UTC/);
  });
});
