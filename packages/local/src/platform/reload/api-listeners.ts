import type { Gateway } from '../../gateway/index.ts';
import { createHttpServer, type HttpServer, type ServerSettings } from '../../gateway/index.ts';
import { type Api, type Clock, qualifiedId } from '../../model/index.ts';

/** An API and what answers for it. */
export interface ServedApi {
  readonly api: Api;
  readonly gateway: Pick<Gateway, 'handle'>;
}

/** The ports of the APIs: they stay while the gateways behind them are replaced. */
export interface ApiListeners {
  /**
   * Opens the ports of APIs that have none yet; nothing else changes. A failure leaves no new port open.
   *
   * @param port of the first API; 0, and every further API: any free one
   * @throws {PortInUseError}
   */
  open(apis: readonly ServedApi[], port: number): Promise<void>;
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

/** The ports of the APIs, none open yet. */
export function createApiListeners(clock: Clock, settings: ServerSettings): ApiListeners {
  const listeners = new Map<string, Listener>();
  const listen = async ({ gateway }: ServedApi, port: number): Promise<Listener> => {
    const server = createHttpServer({ clock, settings, handle: (...args) => listener.gateway.handle(...args) });
    const listener = { server, gateway, url: (await server.listen(port, '127.0.0.1')).url };
    return listener;
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
    urlOf: (api) => {
      const listener = listeners.get(qualifiedId(api));
      if (listener) return listener.url;
      throw new Error(`${qualifiedId(api)} has no port: open() comes first.`);
    },
    close: async () => {
      await Promise.all([...listeners.values()].map(({ server }) => server.close()));
    },
  };
}
