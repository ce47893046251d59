import type { Model } from '../model/index.ts';
import { createCleanup } from '../runtime/index.ts';
import { createAdminServer } from './admin/admin-server.ts';
import type { Live } from './live.ts';
import type { Platform } from './platform.ts';
import type { PlatformOptions } from './platform-options.ts';
import { readModel } from './read-model.ts';
import { reload } from './reload/reload.ts';
import { createReloadQueue } from './reload/reload-queue.ts';
import { adminControl } from './report/platform-control.ts';
import { runningPlatform } from './report/running-platform.ts';
import { type Services, startServices } from './services.ts';
import { createVersion } from './version.ts';

/**
 * Runs the HTTP APIs of a cloud assembly on loopback: gateway, functions, user pools and tables.
 *
 * @throws {TemplateError} with every fault, when the assembly contains what cannot run faithfully; nothing is served then
 * @throws {PortInUseError} when another process listens on the port
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const model = await readModel(options);
  options.onRead?.();
  const cleanup = createCleanup();
  try {
    const services = await startServices(model, options, cleanup);
    const live = await serveFirst(services, model);
    const reloads = createReloadQueue((assembly) => reload(services, live, assembly), services.clock.now);
    const admin = cleanup.add(await createAdminServer(adminControl({ services, live, reloads })));
    return runningPlatform({ services, live, reloads }, admin, cleanup.run);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function serveFirst(services: Services, model: Model): Promise<Live> {
  const { options, oauth, functions, listeners } = services;
  const deployment = functions.prepare({ functions: model.functions });
  deployment.commit();
  const version = createVersion(services, { model, pools: oauth, functions: deployment });
  await listeners.open(version.served, options.port ?? 3000);
  return { version, domains: await listeners.openDomains(version, options.domains) };
}
