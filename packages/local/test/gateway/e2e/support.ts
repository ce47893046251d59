import { connect, type Socket } from 'node:net';
import { type Fixture, type FixtureOptions, fixture } from '../unit/support.ts';

export interface Served extends Fixture {
  readonly url: string;
  readonly port: number;
}

const open: Served[] = [];

/** A gateway that listens, with functions that live in the test. */
export async function serve(options: FixtureOptions): Promise<Served> {
  const made = fixture({ ...options, settings: { closeGraceMillis: 50, ...options.settings } });
  const served = { ...made, ...(await made.listen()) };
  open.push(served);
  return served;
}

export async function closeServed(): Promise<void> {
  await Promise.all(open.splice(0).map(({ close }) => close()));
}

/** A connection with what came over it so far, as latin1: one character per byte. */
export interface RawConnection {
  readonly socket: Socket;
  text(): string;
  /** Resolves when what came matches; rejects when the connection ends first. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves with all of it when the connection has ended, however it did. */
  ended(): Promise<string>;
}

export async function rawConnection(port: number): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  socket.on('end', () => socket.end());
  const closed = new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  return {
    socket,
    text: () => text,
    ended: () => closed.then(() => text),
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(text)) return;
          socket.off('data', look);
          resolve(text);
        };
        socket.on('data', look);
        socket.once('close', () => reject(new Error(`ended before ${pattern}: ${text}`)));
        look();
      }),
  };
}

/**
 * Writes a text, as latin1, and returns all that comes back until the server ends the connection; `half` closes the
 * client's side after it, so that no server waits for more.
 */
export async function exchange(port: number, text: string, { half = false } = {}): Promise<string> {
  const connection = await rawConnection(port);
  connection.socket.write(Buffer.from(text, 'latin1'));
  if (half) connection.socket.end();
  return connection.ended();
}

/** Status codes of the answers in a text, in order. */
export const statusesOf = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
