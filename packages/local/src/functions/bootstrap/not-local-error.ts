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
        `allow the host ${host} by option allowHosts.`,
    );
    this.name = 'NotLocalError';
    this.host = host;
  }
}
