import { TemplateError } from '../../model/index.ts';
import { foreignIssuers } from '../../oauth/index.ts';
import type { Live } from '../live.ts';
import { readModel } from '../read-model.ts';
import { redirectsTo, type Services } from '../services.ts';
import { createVersion } from '../version.ts';
import { restartFaults } from './restart-faults.ts';

/**
 * Goes over to another version of the assembly. Everything that can fail comes before the first change that a request
 * could see.
 */
export async function reload(services: Services, live: Live, assembly: string): Promise<void> {
  const { options, oauth, database, functions, listeners, sessions } = services;
  const model = await readModel({ ...options, assembly });
  const faults = restartFaults(live.version.model, model);
  if (faults.length > 0) throw new TemplateError(faults);
  const pools = await oauth.prepare(model.userPools, foreignIssuers(model, options));
  await database.provision(model.tables);
  const deployment = functions.prepare({ functions: model.functions, redirects: redirectsTo(oauth.url, pools) });
  const version = createVersion(services, { model, pools, functions: deployment });
  await listeners.open(version.served, 0);
  pools.commit();
  database.declare(model.tables);
  sessions.declare(model);
  deployment.commit();
  listeners.serve(version.served);
  live.version = version;
  live.domains = await listeners.openDomains(version, options.domains);
}
