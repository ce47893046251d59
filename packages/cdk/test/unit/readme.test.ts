import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { synthRules } from '../../src/index.ts';

it('the README lists exactly the rules there are', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, listed = ''] = /<!-- rules[^>]*-->([\s\S]*)<!-- \/rules -->/.exec(readme) ?? [];
  const [_head, _line, ...rows] = listed.trim().split('\n');
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(cells).toEqual(
    Object.entries(synthRules).map(([code, { problem, allowed }]) => ['', `\`${code}\``, problem, allowed, '']),
  );
});
