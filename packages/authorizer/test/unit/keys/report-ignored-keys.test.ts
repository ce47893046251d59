import { describe, expect, it } from '@jest/globals';
import { reportIgnoredKeys } from '../../../src/keys/report-ignored-keys.ts';

const weak = { kid: 'weak', cause: 'weak, malformed or unknown' };

describe('reportIgnoredKeys', () => {
  it('writes once per set, and again for another', () => {
    const lines: string[] = [];
    const report = reportIgnoredKeys({
      issuer: 'https://issuer.example',
      write: (line) => lines.push(line),
      now: () => 0,
    });
    report({ keys: [], ignored: [] });
    report({ keys: [], ignored: [weak] });
    report({ keys: [], ignored: [weak] });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'WARN',
        message: 'published keys ignored',
        timestamp: '1970-01-01T00:00:00.000Z',
        service: 'scopegate-authorizer',
        issuer: 'https://issuer.example',
        ignoredCount: 1,
        ignoredKeys: [weak],
      },
    ]);
    report({ keys: [], ignored: [] });
    report({ keys: [], ignored: Array.from({ length: 50 }, () => weak) });
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ ignoredCount: 50, ignoredKeys: Array(10).fill(weak) });
  });
});
