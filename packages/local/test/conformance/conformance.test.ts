import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../src/gateway/index.ts';
import { renderConformance } from './render.ts';
import { sections } from './sections.ts';
import { indexTests } from './test-index.ts';

const rows = sections.flatMap((section) => section.rows);
const faultOf = indexTests(fileURLToPath(new URL('..', import.meta.url)));

describe('conformance', () => {
  it('names tests that exist', () => {
    expect(
      rows.flatMap(({ id, tests }) =>
        tests
          .map((name) => faultOf(name) ?? '')
          .filter(Boolean)
          .map((fault) => `${id}: ${fault}`),
      ),
    ).toEqual([]);
  });

  it('has a test for whatever holds or is refused, and a reason for whatever does not hold', () => {
    const bare = rows.filter(({ status, tests, note }) =>
      status === 'not-modelled'
        ? note === undefined
        : tests.length === 0 || (status === 'narrow' && note === undefined),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('has a setting, or the reason for none, for whatever is uncertain', () => {
    const without = rows.filter(
      ({ evidence, settings, note }) => evidence === 'uncertain' && settings === undefined && note === undefined,
    );
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it('names every setting of the gateway', () => {
    // Not AWS's: how long the local server waits when it closes.
    const own = ['closeGraceMillis'];
    const named = new Set<string>(rows.flatMap(({ settings = [] }) => settings));
    expect(Object.keys(defaultSettings).filter((name) => !named.has(name) && !own.includes(name))).toEqual([]);
  });

  it('has no rule twice', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('is written down: node scripts/conformance.ts', () => {
    const file = fileURLToPath(new URL('../../../../docs/conformance.md', import.meta.url));
    expect(readFileSync(file, 'utf8')).toBe(renderConformance(sections));
  });

  it.each([
    { name: 'unit/gateway/nowhere.test.ts › x', fault: 'there is no test file' },
    { name: 'gateway/unit/run-pipeline.test.ts › nothing', fault: 'has no test named' },
    { name: 'gateway/unit/run-pipeline.test.ts › $name -> $status › no such row', fault: 'has no row with' },
    { name: 'gateway/unit/throttler.test.ts › stands $throttlePosition › a broken escape', fault: 'has no row with' },
  ] as const)('finds out that $fault', ({ name, fault }) => {
    expect(faultOf(name)).toContain(fault);
  });
});
