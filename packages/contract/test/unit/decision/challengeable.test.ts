import { expect, it } from '@jest/globals';
import { isChallengeable, type ReasonCode, reasons } from '../../../src/decision/index.ts';

it('says of every code what the registry says', () => {
  for (const [code, { challengeable }] of Object.entries(reasons))
    expect(isChallengeable(code as ReasonCode)).toBe(challengeable);
});
