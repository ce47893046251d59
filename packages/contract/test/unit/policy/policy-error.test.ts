import { describe, expect, it } from '@jest/globals';
import { describePolicyFault, PolicyError, type PolicyFault } from '../../../src/policy/index.ts';

const overlap = (kind: 'opens' | 'closes' | 'too-many-cases'): PolicyFault => ({
  kind,
  routes: ['GET /a', 'GET /b'],
  example: 'GET /c',
});

describe('a fault of policies', () => {
  it.each<{ fault: PolicyFault; text: string }>([
    { fault: { kind: 'too-large', bytes: 9_000 }, text: 'the policy can have about 9000 bytes, 8192 are allowed' },
    { fault: overlap('opens'), text: 'a policy that allows GET /a also opens GET /b, as for GET /c' },
    { fault: overlap('closes'), text: 'a policy that denies GET /b also closes GET /a, as for GET /c' },
    {
      fault: overlap('too-many-cases'),
      text: 'there are too many kinds of paths around GET /a and GET /b to prove anything, as GET /c',
    },
  ])('says: $text', ({ fault, text }) => {
    expect(describePolicyFault(fault)).toBe(text);
  });

  it('is thrown with all others, and with the remedy', () => {
    const faults = [overlap('opens'), overlap('closes')];
    expect(new PolicyError(faults)).toMatchObject({
      name: 'PolicyError',
      faults,
      message: [
        'The contract cannot have policy responses:',
        '  a policy that allows GET /a also opens GET /b, as for GET /c',
        '  a policy that denies GET /b also closes GET /a, as for GET /c',
        'Use simple responses, or change the paths or the rules so that the two agree.',
      ].join('\n'),
    });
  });
});
