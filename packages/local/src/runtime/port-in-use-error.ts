/** Somebody else listens on the port that was asked for. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is in use. Stop what listens there, or give another port.`, options);
    this.port = port;
  }
}
