/** Another process listens on the port that was asked for. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(port: number, options?: ErrorOptions & { /** @default 127.0.0.1 */ readonly host?: string }) {
    const { host = '127.0.0.1', ...rest } = options ?? {};
    super(`Port ${port} is in use (${host}:${port}). Stop what listens there, or give another port.`, rest);
    this.port = port;
  }
}
