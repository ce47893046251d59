import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { misbehaviours } from '../../src/index.ts';

it('lists in the README every misbehaviour there is, word for word', () => {
  const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .flatMap((line) => /^\| `([a-z-]+)` +\| (.+?) +\|$/.exec(line)?.slice(1, 3).join(': ') ?? []);
  expect(rows).toEqual(Object.entries(misbehaviours).map(([name, what]) => `${name}: ${what}`));
});
