import { describe, expect, it } from '@jest/globals';
import { isLoopback } from '../../../src/runtime/index.ts';

describe('isLoopback', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1'])('%s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    '',
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '127.0.0.1.example.com',
    'localhost.example.com',
    '2130706433',
    '::ffff:10.0.0.1',
  ])('not %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
