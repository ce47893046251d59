import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isNodeSupported, oldestNode } from '../../../src/host/node-version.ts';

describe('isNodeSupported', () => {
  it.each([
    { version: '20.20.2', supported: false },
    { version: '22.9.0', supported: false },
    { version: '22.13.0', supported: true },
    { version: '24.0.1', supported: true },
    { version: '26.0.0-nightly', supported: true },
  ])('$version: $supported', ({ version, supported }) => {
    expect(isNodeSupported(version)).toBe(supported);
  });

  it('is the version in package.json', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(engines.node).toBe(`>=${oldestNode}`);
  });
});
