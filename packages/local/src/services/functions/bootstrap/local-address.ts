import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a host is this machine by its very text: `localhost` or a loopback address. Resolves no names. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  if (family === 0) return bare.toLowerCase() === 'localhost';
  return loopback.check(bare, family === 6 ? 'ipv6' : 'ipv4');
}

/** Refuses a connection out of this machine; names the host, never what was to be sent. */
export class NotLocalError extends Error {
  readonly code = 'ERR_SCOPEGATE_NOT_LOCAL';
  readonly host: string;

  constructor(host: string, redirected: Iterable<string>) {
    const served = [...redirected];
    const led = served.length === 0 ? '' : ` (and ${served.join(', ')}, led to local services)`;
    super(
      `The function tried to reach "${host}". Functions reach only what is local: loopback addresses${led}. ` +
        'Run a local stand-in for that host and give the function its loopback address through an environment variable, or ' +
        `let functions reach it: --allow-host ${host}, option allowHosts of startPlatform.`,
    );
    this.name = 'NotLocalError';
    this.host = host;
  }
}
