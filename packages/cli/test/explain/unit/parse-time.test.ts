import { describe, expect, it } from '@jest/globals';
import { parseTime } from '../../../src/explain/parse-time.ts';
import { CliError } from '../../../src/shell/cli-error.ts';

const now = Date.UTC(2026, 0, 1);

describe('parseTime', () => {
  it.each([
    { text: '2026-01-01T00:00Z', moment: now },
    { text: '2026-01-01T01:00:00.500+01:00', moment: now + 500 },
    { text: '+90s', moment: now + 90_000 },
    { text: '-15m', moment: now - 900_000 },
    { text: '+2h', moment: now + 7_200_000 },
    { text: '+1h30m', moment: now + 5_400_000 },
    { text: '-1d', moment: now - 86_400_000 },
  ])('reads $text', ({ text, moment }) => {
    expect(parseTime(text, now)).toBe(moment);
  });

  it.each(['', 'now', '2026-01-01', '2026-13-01T00:00:00Z', '2026-01-01T00:00:00', '1h', '+1w', '+1.5h', '--1h', '+'])(
    'refuses %j',
    (text) => {
      expect(() => parseTime(text, now)).toThrow(CliError);
    },
  );
});
