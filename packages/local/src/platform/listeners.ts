import { createHttpServer, type HttpServer, mutualTlsOptions, type Settings } from '../gateway/index.ts';
import { type Api, type Clock, qualifiedId } from '../model/index.ts';
import { type DomainFiles, type RunningDomain, readDomainFiles } from './domains.ts';
import type { ServedApi, Version } from './live.ts';

/** The ports of the APIs and of custom domains: they stay while the gateways behind them are replaced. */
export interface Listeners {
  /**
   * Opens the ports of APIs that have none yet; nothing else changes. A failure leaves no new port open.
   *
   * @param port of the first API; 0, and every further API: any free one
   * @throws {PortInUseError}
   */
  open(apis: readonly ServedApi[], port: number): Promise<void>;
  /**
   * Opens the ports of custom domains with mutual TLS, which keep the gateway of this version, and says where every domain
   * is reached.
   *
   * @param files by domain name. @default none
   * @throws Error when a file cannot be read
   * @throws TypeError when a truststore cannot be used
   */
  openDomains(version: Version, files?: Readonly<Record<string, DomainFiles>>): Promise<readonly RunningDomain[]>;
  /** Requests that come from now on go to these gateways. Closes the ports of APIs that are no more. */
  serve(apis: readonly ServedApi[]): void;
  /** `http://127.0.0.1:<port>` of an API that is open. */
  urlOf(api: Api): string;
  close(): Promise<void>;
}

interface Listener {
  readonly server: HttpServer;
  readonly url: string;
  gateway: ServedApi['gateway'];
}

/** Opens nothing yet. The one place of the platform that opens ports for APIs. */
export function createListeners(clock: Clock, settings: Settings): Listeners {
  const listeners = new Map<string, Listener>();
  const domains: HttpServer[] = [];
  const listen = async ({ gateway }: ServedApi, port: number): Promise<Listener> => {
    const server = createHttpServer({ clock, settings, handle: (...args) => listener.gateway.handle(...args) });
    const listener = { server, gateway, url: (await server.listen(port, '127.0.0.1')).url };
    return listener;
  };
  const urlOf = (api: Api): string => {
    const listener = listeners.get(qualifiedId(api));
    if (listener) return listener.url;
    throw new Error(`${qualifiedId(api)} has no port: open() comes first.`);
  };
  return {
    open: async (apis, port) => {
      const opened: string[] = [];
      try {
        for (const [index, served] of apis.entries()) {
          const id = qualifiedId(served.api);
          if (listeners.has(id)) continue;
          listeners.set(id, await listen(served, index === 0 ? port : 0));
          opened.push(id);
        }
      } catch (error) {
        await Promise.all(opened.map((id) => listeners.get(id)?.server.close()));
        for (const id of opened) listeners.delete(id);
        throw error;
      }
    },
    openDomains: async ({ model, served: [first] }, files = {}) => {
      if (first === undefined) return [];
      const listen = async (domainName: string, own: DomainFiles): Promise<string> => {
        const tls = mutualTlsOptions(await readDomainFiles(own), settings);
        const server = createHttpServer({ clock, settings, tls, handle: first.gateway.handleForDomain(domainName) });
        domains.push(server);
        return (await server.listen(own.port ?? 0, '127.0.0.1')).url;
      };
      const running: RunningDomain[] = [];
      for (const { domainName, mutualTls } of model.domainNames) {
        const own = mutualTls && Object.hasOwn(files, domainName) ? files[domainName] : undefined;
        running.push({ domainName, url: own ? await listen(domainName, own) : urlOf(first.api), mutualTls });
      }
      return running;
    },
    serve: (apis) => {
      const wanted = new Map(apis.map(({ api, gateway }) => [qualifiedId(api), gateway]));
      for (const [id, listener] of listeners) {
        const gateway = wanted.get(id);
        if (gateway) listener.gateway = gateway;
        else {
          listeners.delete(id);
          void listener.server.close();
        }
      }
    },
    urlOf,
    close: async () => {
      await Promise.all(
        [...[...listeners.values()].map(({ server }) => server), ...domains].map((server) => server.close()),
      );
    },
  };
}
