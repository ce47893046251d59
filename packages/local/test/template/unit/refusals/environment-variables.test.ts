import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { expectRefusal, type Refusal } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses environment variables', () => {
  it.each<Refusal>([
    {
      name: 'reserved variable',
      change: (p) => {
        p('Handler').Environment.Variables.AWS_REGION = 'x';
      },
      at: 'Handler',
      path: 'Properties.Environment.Variables.AWS_REGION',
      fault: {
        rule: 'reserved-variable',
        what: 'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
      },
    },
    {
      name: 'name of a variable',
      change: (p) => {
        p('Handler').Environment.Variables.A = 'x';
      },
      at: 'Handler',
      path: 'Properties.Environment.Variables.A',
      fault: { rule: 'variable-name', what: '"A" is not a name of an environment variable' },
    },
    {
      name: 'variables over 4 KB',
      change: (p) => {
        p('Handler').Environment.Variables.BIG = 'x'.repeat(4096);
      },
      at: 'Handler',
      path: 'Properties.Environment.Variables',
      fault: {
        rule: 'variables-size',
        what: 'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
        given: '4142 bytes',
      },
    },
    {
      name: 'dynamic reference',
      change: (p) => {
        p('Handler').Environment.Variables.KEY = '{{resolve:secretsmanager:k}}';
      },
      at: 'Handler',
      path: 'Properties.Environment.Variables.KEY',
      fault: {
        rule: 'dynamic-reference',
        what: 'KEY holds a dynamic reference ({{resolve:...}}), which the local platform does not resolve',
      },
    },
  ])('$name', expectRefusal);
});
