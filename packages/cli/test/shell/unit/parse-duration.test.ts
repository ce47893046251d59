import { describe, expect, it } from '@jest/globals';
import { parseDuration } from '../../../src/shell/parse-duration.ts';

describe('parseDuration', () => {
  it.each([
    { text: '5m', milliseconds: 300_000 },
    { text: '+90s', milliseconds: 90_000 },
    { text: '1h30m', milliseconds: 5_400_000 },
    { text: '250ms', milliseconds: 250 },
    { text: '2d', milliseconds: 172_800_000 },
    ...['', '5', 'm', '-5m', '1.5h', '5m ', '5w'].map((text) => ({ text, milliseconds: undefined })),
  ])('"$text" is $milliseconds', ({ text, milliseconds }) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});
