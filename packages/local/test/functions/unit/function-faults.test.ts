import { describe, expect, it } from '@jest/globals';
import { functionFaults } from '../../../src/functions/function-faults.ts';
import type { Fault, LambdaFunction } from '../../../src/model/index.ts';
import { declare } from '../e2e/support.ts';

describe('functionFaults', () => {
  const faulty: { name: string; fn: Partial<LambdaFunction>; path: string; fault: Partial<Fault> }[] = [
    {
      name: 'another runtime',
      fn: { runtime: 'python3.13' },
      path: 'Properties.Runtime',
      fault: { rule: 'function-runtime', given: '"python3.13"', allowed: 'Node.js up to nodejs24.x' },
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
