import { describe, expect, it } from '@jest/globals';
import { didYouMean } from '../../../src/runtime/did-you-mean.ts';

const names = ['Handler', 'Runtime', 'Timeout', 'Id'];

describe('didYouMean', () => {
  it.each([
    { given: 'Handlr', meant: 'Handler' },
    { given: 'handler', meant: 'Handler' },
    { given: 'Hnadler', meant: 'Handler' },
    { given: 'Runtimes', meant: 'Runtime' },
    { given: 'Timoeut', meant: 'Timeout' },
    { given: 'Tmeut', meant: 'Timeout' },
  ])('knows what $given was meant to be', ({ given, meant }) => {
    expect(didYouMean(given, names)).toBe(` Did you mean "${meant}"?`);
  });

  it.each(['', 'VpcConfig', 'Hander1x', 'Ie', 'Xd'])('does not guess for "%s"', (given) => {
    expect(didYouMean(given, names)).toBe('');
  });

  it('says nothing where there is no name', () => {
    expect(didYouMean('a', [])).toBe('');
  });
});
