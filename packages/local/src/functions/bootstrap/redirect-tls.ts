import { Socket } from 'node:net';

/**
 * Lets TLS connections to a redirected host end at a local service that speaks plain text: `tls.connect` then answers
 * with a plain socket that looks like a finished handshake, so https, `fetch` and libraries need not know. Connections to
 * any other host are left to the real `tls.connect`.
 *
 * Verifies NO certificate for a redirected host: the connection never leaves the machine. Offers no ALPN, so HTTP/2 to a
 * redirected host fails.
 *
 * @param find the local service of a host, if it is redirected; names are looked up again by the guarded `connect`
 */
export function redirectTls(find: (host: string) => object | undefined): void {
  const tls = process.getBuiltinModule('node:tls');
  const realConnect = tls.connect;
  const connect = (...args: unknown[]): Socket => {
    const options = readOptions(args);
    const host = options.host ?? options.servername;
    if (options.socket || typeof host !== 'string' || !find(host)) return Reflect.apply(realConnect, tls, args);
    const callback = args.findLast((argument) => typeof argument === 'function');
    return connectPlain({ ...options, host, port: options.port ?? 443 }, callback as (() => void) | undefined);
  };
  Object.assign(tls, { connect });
}

interface TlsOptions {
  readonly host?: string;
  readonly port?: number;
  readonly servername?: string;
  readonly socket?: unknown;
  readonly timeout?: number;
}

/** `(options)`, `(port, options?)` or `(port, host, options?)`. */
function readOptions(args: readonly unknown[]): TlsOptions {
  const [port, host] = args;
  const options = args.find((argument) => typeof argument === 'object' && argument !== null);
  return {
    ...(options as TlsOptions | undefined),
    ...(typeof port === 'number' && { port }),
    ...(typeof host === 'string' && { host }),
  };
}

function connectPlain(options: TlsOptions & { host: string; port: number }, callback?: () => void): Socket {
  const socket = new FinishedHandshake();
  if (callback) socket.once('secureConnect', callback);
  if (options.timeout) socket.setTimeout(options.timeout);
  socket.once('connect', () => socket.emit('secureConnect'));
  return socket.connect({ host: options.host, port: options.port });
}

/** What clients ask a TLS socket for, answered as after a successful handshake without client certificate. */
class FinishedHandshake extends Socket {
  readonly encrypted = true;
  readonly authorized = true;
  readonly alpnProtocol = false;

  getPeerCertificate(): object {
    return {};
  }

  getProtocol(): string {
    return 'TLSv1.3';
  }

  getSession(): undefined {
    return undefined;
  }

  isSessionReused(): boolean {
    return false;
  }
}
