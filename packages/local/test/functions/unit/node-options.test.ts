import { describe, expect, it } from '@jest/globals';
import { flagsWithoutEffect, parseNodeOptions } from '../../../src/functions/node-options.ts';

describe('parseNodeOptions', () => {
  it.each([
    { text: '', preloads: [], flags: [] },
    { text: '  --require   ./pre.cjs ', preloads: [{ by: 'require', specifier: './pre.cjs' }], flags: [] },
    { text: '-r pre', preloads: [{ by: 'require', specifier: 'pre' }], flags: [] },
    { text: '--import=./a.mjs', preloads: [{ by: 'import', specifier: './a.mjs' }], flags: [] },
    { text: '--require="./a b.cjs"', preloads: [{ by: 'require', specifier: './a b.cjs' }], flags: [] },
    { text: '--require "./a\\"b\\\\c.cjs"', preloads: [{ by: 'require', specifier: './a"b\\c.cjs' }], flags: [] },
    { text: '--require a\\b', preloads: [{ by: 'require', specifier: 'a\\b' }], flags: [] },
    {
      text: '--import a --require b --max_old_space_size=100 --enable-source-maps',
      preloads: [
        { by: 'import', specifier: 'a' },
        { by: 'require', specifier: 'b' },
      ],
      flags: [{ name: 'max-old-space-size', value: '100' }, { name: 'enable-source-maps' }],
    },
    { text: '--stack-trace-limit 50', preloads: [], flags: [{ name: 'stack-trace-limit', value: '50' }] },
  ])('reads: $text', ({ text, preloads, flags }) => {
    expect(parseNodeOptions(text)).toEqual({ preloads, flags, findings: [] });
  });

  it.each([
    { text: '--inspect-brk=0.0.0.0:9229', given: '--inspect-brk' },
    { text: '--inspect 9229', given: '--inspect' },
    { text: '--loader ./x.mjs --require a', given: '--loader' },
    { text: '--experimental-loader=./x.mjs', given: '--experimental-loader' },
    { text: '--env-file=/etc/passwd', given: '--env-file' },
    { text: '--cpu-prof-dir=/tmp --diagnostic-dir=/tmp', given: '--cpu-prof-dir, --diagnostic-dir' },
    { text: '--preserve-symlinks -C dev', given: '--preserve-symlinks, -C' },
    { text: '--toString', given: '--toString' },
    { text: '-require x', given: '-require' },
    { text: '--r x', given: '--r' },
    { text: './pre.cjs', given: 'a word that is no flag' },
    { text: '--enable-source-maps pre.cjs', given: 'a word that is no flag' },
    { text: '--', given: '--' },
  ])('refuses, and shows no value: $text', ({ text, given }) => {
    expect(parseNodeOptions(text).findings).toMatchObject([{ rule: 'function-node-options', given }]);
  });

  it.each([
    { text: '--require', rule: 'function-node-options-value' },
    { text: '--import=', rule: 'function-node-options-value' },
    { text: '--require "./a', rule: 'function-node-options-quotes' },
    { text: '--require "./a\\', rule: 'function-node-options-quotes' },
  ])('refuses, as Node does: $text', ({ text, rule }) => {
    expect(parseNodeOptions(text)).toMatchObject({ preloads: [], flags: [], findings: [{ rule }] });
  });
});

describe('flagsWithoutEffect', () => {
  it('names what a thread cannot have', () => {
    const text = '--enable-source-maps --no-deprecation --max-http-header-size=1 --max-old-space-size=1';
    expect(flagsWithoutEffect(parseNodeOptions(text))).toEqual(['--max-http-header-size']);
  });
});
