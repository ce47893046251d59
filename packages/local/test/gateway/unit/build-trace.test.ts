import { describe, expect, it } from '@jest/globals';
import { custom, fixture, route } from './support.ts';

// What a record says of the authorizer: what it was given, what it gave back.

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl';

const headers = [
  ['Authorization', `Bearer ${token}`],
  ['X-Tenant', 'acme'],
  ['Cookie', 'sid=fedcba9876543210; theme=dark'],
] as const;

describe('a record', () => {
  it('is put together when it is read, and holds no body', async () => {
    const pending: { weight: number; read(): unknown }[] = [];
    const { send } = fixture({
      routes: [route('POST /x', custom())],
      handlers: { authorizer: () => ({ isAuthorized: true }) },
      onTrace: (record) => pending.push(record),
    });
    await send('POST', '/x', { headers, body: Buffer.alloc(1_000_000, 'a') });
    expect(pending[0]?.weight).toBeLessThan(20_000);
    expect(JSON.stringify(pending[0]?.read())).not.toContain('aaaaaaaa');
    expect(pending[0]?.read()).toBe(pending[0]?.read());
  });
});
