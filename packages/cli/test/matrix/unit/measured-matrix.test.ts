import { describe, expect, it } from '@jest/globals';
import { verdictOf } from '../../../src/matrix/measured-matrix.ts';

describe('verdictOf', () => {
  it.each([
    { status: 200, verdict: 'allowed' },
    { status: 302, verdict: 'allowed' },
    { status: 400, verdict: 'allowed' },
    { status: 404, verdict: 'allowed' },
    { status: 401, verdict: 'denied' },
    { status: 403, verdict: 'denied' },
    { status: 429, verdict: 'failed' },
    { status: 500, verdict: 'failed' },
    { status: 504, verdict: 'failed' },
  ])('reads $status as $verdict', ({ status, verdict }) => {
    expect(verdictOf(status)).toBe(verdict);
  });
});
