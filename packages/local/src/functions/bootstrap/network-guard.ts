import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { isLoopback } from '../../runtime/loopback-address.ts';
import { NotLocalError } from './not-local-error.ts';
import type { Redirect } from './protocol.ts';
import { redirectTls } from './redirect-tls.ts';

export interface Endpoint {
  /** Loopback address. */
  readonly host: string;
  readonly port: number;
}

/** Which hosts a function reaches, and where. */
interface AllowedHosts {
  readonly redirects: ReadonlyMap<string, Endpoint>;
  /** Reached as they are. */
  readonly allowed: ReadonlySet<string>;
}

/**
 * Keeps the function on this machine. Every TCP connection (http, https, http2, `fetch`, any library) passes
 * `net.Socket#connect`, so that is where hosts are checked: loopback goes through, a redirected host goes to its local
 * service, an allowed host is reached as it is, anything else fails at once with {@link NotLocalError}. DNS and UDP are held to the same rule. Requests keep
 * their path, query and Host header, because only the connection is led elsewhere. Unix sockets are local: untouched.
 *
 * Does NOT stop native add-ons that open sockets of their own.
 */
export function installNetworkGuard(list: readonly Redirect[], allowHosts: readonly string[]): void {
  const redirects = new Map(list.map(({ host, to }) => [normalizeHost(host), toEndpoint(to)]));
  const reach = { redirects, allowed: new Set(allowHosts.map(normalizeHost)) };
  guardConnect(reach);
  // without a redirect, nothing is lost by not loading TLS: 5 MB of every environment
  if (redirects.size > 0) redirectTls((host) => redirects.get(normalizeHost(host)));
  guardDatagrams(reach);
  for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    guardLookups(owner, reach);
  }
  explainFetch();
  syncBuiltinESMExports();
}

const normalizeHost = (host: string): string => host.toLowerCase().replace(/\.$/, '');

function toEndpoint(url: string): Endpoint {
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port || 80) };
}

interface ConnectOptions {
  host?: string;
  port?: number | string;
  path?: string;
  lookup?: unknown;
}

const reachesAsIs = ({ allowed }: AllowedHosts, host: string): boolean =>
  isLoopback(host) || allowed.has(normalizeHost(host));

function guardConnect(reach: AllowedHosts): void {
  const { redirects } = reach;
  const connect = net.Socket.prototype.connect;
  const guarded = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const { options, pass } = readConnect(args);
    if (typeof options.path === 'string' && options.path !== '') return Reflect.apply(connect, this, args);
    const host = options.host || 'localhost';
    const target = redirects.get(normalizeHost(host)) ?? (reachesAsIs(reach, host) ? {} : undefined);
    if (target === undefined) {
      const refusal = new NotLocalError(host, reach.redirects.keys());
      process.nextTick(() => this.destroy(refusal));
      return this;
    }
    const { lookup: _lookup, ...rest } = options;
    return Reflect.apply(connect, this, pass({ ...rest, ...target }));
  };
  Object.assign(net.Socket.prototype, { connect: guarded });
}

/**
 * The forms of `connect`: options; port and host; path; or the one-element-list form that Node uses inside, which it
 * knows by a mark on the list: hence replaced in place.
 */
function readConnect(args: unknown[]): { options: ConnectOptions; pass: (options: ConnectOptions) => unknown[] } {
  const [first, second] = args;
  if (Array.isArray(first)) {
    return {
      options: first[0],
      pass: (options) => {
        first[0] = options;
        return args;
      },
    };
  }
  const callback = args.filter((argument) => typeof argument === 'function');
  const pass = (options: ConnectOptions): unknown[] => [options, ...callback];
  if (typeof first === 'object' && first !== null) return { options: first, pass };
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { options: { path: first }, pass };
  return { options: { port: Number(first), ...(typeof second === 'string' && { host: second }) }, pass };
}

/** `send(message, ..., port, address?)` and `connect(port, address?)`: the address is the text after the first argument. */
function guardDatagrams(reach: AllowedHosts): void {
  for (const method of ['send', 'connect'] as const) {
    const original = dgram.Socket.prototype[method];
    const guarded = function (this: dgram.Socket, ...args: unknown[]): unknown {
      const address = args.slice(1).find((argument) => typeof argument === 'string');
      if (address !== undefined && !reachesAsIs(reach, address))
        throw new NotLocalError(address, reach.redirects.keys());
      return Reflect.apply(original, this, args);
    };
    Object.assign(dgram.Socket.prototype, { [method]: guarded });
  }
}

function guardLookups(owner: object, reach: AllowedHosts): void {
  for (const name of ['lookup', 'reverse', ...Object.keys(dns).filter((key) => key.startsWith('resolve'))]) {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') continue;
    const guarded = function (this: unknown, host: unknown, ...rest: unknown[]): unknown {
      if (typeof host !== 'string' || host === '' || reachesAsIs(reach, host)) {
        return Reflect.apply(original, this, [host, ...rest]);
      }
      const refusal = new NotLocalError(host, reach.redirects.keys());
      const callback = rest.at(-1);
      if (typeof callback !== 'function') return Promise.reject(refusal);
      process.nextTick(callback, refusal);
      return undefined;
    };
    Object.defineProperty(owner, name, { value: guarded, writable: true, configurable: true });
  }
}

/** `fetch` buries the cause under "fetch failed": the refusal must be readable in what Lambda reports. */
function explainFetch(): void {
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    try {
      return await realFetch(input, init);
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      throw cause instanceof NotLocalError ? new TypeError(`fetch failed: ${cause.message}`, { cause }) : error;
    }
  };
}
