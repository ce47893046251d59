import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const source = fileURLToPath(new URL('../../../src', import.meta.url));

/** Every rule that the source names, as often as it does. */
const rules = globSync('**/*.ts', { cwd: source }).flatMap((file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/\brule: ([^,;\n}]*)/g)].flatMap(([, value = '']) =>
    [...value.matchAll(/'([^']*)'/g)].map(([, rule = '']) => rule),
  ),
);

describe('the rules of faults', () => {
  it('are there', () => {
    expect(rules.length).toBeGreaterThan(150);
  });

  it('have names in kebab case', () => {
    expect(rules.filter((rule) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(rule))).toEqual([]);
  });

  it('stand in one place each, so that one name never means two things', () => {
    expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
  });
});
