import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { hostDefaults } from '../../../src/functions/host-defaults.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const options = read('src/functions/function-host-options.ts');

/** The number behind `@default` in the docstring right above an option. */
const documented = (option: string): number =>
  Number(new RegExp(`@default (\\d+)[^@]*?\\*/\\s+readonly ${option}\\?:`).exec(options)?.[1]);

describe('the defaults of the function host', () => {
  it.each(Object.entries(hostDefaults))('%s is what its docstring says', (option, value) => {
    expect(documented(option)).toBe(value);
  });

  it('end an idle environment after the seconds that the decision names', () => {
    const decision = read('../../docs/adr/0016-one-call-per-execution-environment.md');
    expect(decision).toContain(`after ${hostDefaults.idleSeconds} seconds`);
  });
});
