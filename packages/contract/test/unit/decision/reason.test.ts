import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Reason, reasons } from '../../../src/decision/index.ts';

const registry: [string, Reason][] = Object.entries(reasons);

describe('the reason registry', () => {
  it('may challenge only for what a genuine token can lack', () => {
    expect(registry.filter(([, reason]) => reason.challengeable).map(([code]) => code)).toEqual([
      'token_expired',
      'insufficient_scope',
    ]);
  });

  it('is what docs/errors.md says, row by row', () => {
    const page = readFileSync(new URL('../../../../../docs/errors.md', import.meta.url), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const expected = registry.map(
      ([code, { kind, status, text, remedy, challengeable }]) =>
        `| \`${code}\` | ${kind} | ${status} | ${challengeable ? 'yes' : 'no'} | ${text} | ${remedy} |`,
    );
    expect(rows).toEqual(expected);
  });
});
