import type { Server } from 'node:net';
import { errorCode } from './error-message.ts';
import { PortInUseError } from './port-in-use-error.ts';

/**
 * Listens on a port; 0 takes any free one.
 *
 * @returns the port
 * @throws {PortInUseError}
 * @throws Error when the port is not allowed; the message names it
 */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  try {
    await promise;
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') throw new PortInUseError(port, { host, cause: error });
    throw new Error(`Cannot listen on ${host}:${port} (${errorCode(error)}). Choose another port.`, { cause: error });
  } finally {
    server.off('error', reject);
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
