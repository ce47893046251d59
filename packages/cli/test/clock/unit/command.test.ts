import { describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import { hostWithAdmin } from '../../support/host-with-admin.ts';

describe('scopegate clock', () => {
  it.each([
    { args: [], method: 'GET', body: '' },
    { args: ['+5m'], method: 'POST', body: '{"advanceMilliseconds":300000}' },
    { args: ['--back', '1h'], method: 'POST', body: '{"advanceMilliseconds":-3600000}' },
  ])('$args asks with $method $body, and prints the time', async ({ args, method, body }) => {
    const { asked, host } = hostWithAdmin(() => Response.json({ now: '2026-01-01T00:05:00.000Z' }));
    expect(await runCommandLine(['clock', ...args], host)).toBe(0);
    expect(asked).toEqual([{ method, url: 'http://127.0.0.1:9998/clock', secret: 'admin-secret', body }]);
    expect(host.out()).toBe('2026-01-01T00:05:00.000Z\n');
  });

  it.each([
    { args: ['soon'], words: 'Allowed: whole numbers with ms, s, m, h or d' },
    { args: ['5m', '--back', '5m'], words: 'The clock moves in one direction at a time' },
  ])('refuses $args', async ({ args, words }) => {
    const { asked, host } = hostWithAdmin(() => Response.json({}));
    expect(await runCommandLine(['clock', ...args], host)).toBe(1);
    expect(host.err()).toContain(words);
    expect(asked).toEqual([]);
  });

  it('shows why the endpoint refused, without the secret', async () => {
    const { host } = hostWithAdmin(() => Response.json({ message: 'leads out of time' }, { status: 400 }));
    expect(await runCommandLine(['clock', '9999999d'], host)).toBe(1);
    expect(host.err()).toContain('400: leads out of time');
    expect(host.err()).not.toContain('admin-secret');
  });
});
