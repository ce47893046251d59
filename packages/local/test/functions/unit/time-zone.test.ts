import { describe, expect, it } from '@jest/globals';
import { timeZoneWarning } from '../../../src/functions/time-zone.ts';

describe('timeZoneWarning', () => {
  it('is silent in UTC and names any other zone with the remedy', () => {
    expect(timeZoneWarning('UTC')).toBeUndefined();
    expect(timeZoneWarning('Europe/Berlin')).toMatch(/Europe\/Berlin.*TZ=UTC/);
  });
});
