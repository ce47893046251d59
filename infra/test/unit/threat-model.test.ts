import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const rows = read('docs/threat-model.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| attack'))
  .map((line) => ({ attack: line.split(' | ')[0]!.slice(2), test: /`([^`]+) › ([^`]+)` \|$/.exec(line) }));

describe('the threat model', () => {
  it('has its rows', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('names a test that there is: $attack', ({ test }) => {
    const [, file = '', title = ''] = test ?? [];
    expect(read(file)).toContain(title);
  });
});

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

it.each(globSync('{package.json,infra/package.json,packages/*/package.json}', { cwd: root }))(
  '%s has exact versions of every dependency',
  (file) => {
    const { dependencies, devDependencies }: Manifest = JSON.parse(read(file));
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^(\d+\.\d+\.\d+|workspace:\*)$/.test(version))).toEqual([]);
  },
);
