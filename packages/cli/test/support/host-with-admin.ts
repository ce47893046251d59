import type { Host } from '../../src/host/host.ts';
import { fetchBy } from './fetch-by.ts';
import { hostInProject } from './host-in-project.ts';

/** A request to the admin endpoint. */
interface AskedRequest {
  readonly method: string;
  readonly url: string;
  readonly secret: string | null;
  readonly body: string;
}

/** A machine in a project whose platform's admin endpoint answers by a function of the URL. */
export function hostWithAdmin(respond: (url: URL) => Response, overrides: Partial<Host> = {}) {
  const asked: AskedRequest[] = [];
  const fetch = fetchBy((request, body) => {
    const { method, url, headers } = request;
    asked.push({ method, url, secret: headers.get('x-scopegate-admin'), body });
    return respond(new URL(url));
  });
  return { asked, host: hostInProject({ fetch, ...overrides }) };
}
