import { describe, expect, it } from '@jest/globals';
import { createRequestId, createTraceId } from '../../../src/gateway/request/request-id.ts';
import { commonLogTime } from '../../../src/gateway/request/request-time.ts';

describe('ids and times', () => {
  it('makes request ids of 15 characters and an equals sign', () => {
    expect(createRequestId((count) => new Uint8Array(count).fill(255))).toMatch(/^[\w-]{15}=$/);
  });

  it('makes trace ids of the epoch and 96 bits', () => {
    expect(createTraceId(0x67793ffa * 1000, (count) => new Uint8Array(count).fill(1))).toBe(
      `Root=1-67793ffa-${'01'.repeat(12)}`,
    );
  });

  it('writes the time in Common Log Format', () => {
    expect(commonLogTime(Date.UTC(2020, 2, 2, 19, 3, 8))).toBe('02/Mar/2020:19:03:08 +0000');
  });
});
