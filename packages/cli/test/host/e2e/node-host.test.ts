import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { createNodeHost } from '../../../src/host/node-host.ts';

describe('createNodeHost', () => {
  it('distinguishes free and taken ports', async () => {
    const host = createNodeHost();
    const port = await host.freePort();
    expect(await host.isPortFree(port)).toBe(true);
    const { createServer } = await import('node:net');
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await host.isPortFree(port)).toBe(false);
    server.close();
  });

  it('distinguishes running and ended processes', async () => {
    const host = createNodeHost();
    expect(host.isAlive(process.pid)).toBe(true);
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(host.isAlive(child.pid!)).toBe(false);
  });
});
