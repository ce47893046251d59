import { confineFiles } from './confine-files.ts';
import { confineProcess } from './confine-process.ts';
import { FunctionFiles } from './function-files.ts';
import { isolateThread } from './isolate-thread.ts';
import { confineModules } from './module-scope.ts';
import { installNetworkGuard } from './network-guard.ts';
import { installPlatformDate } from './platform-date.ts';
import type { EnvironmentSettings } from './protocol.ts';

/** What the thread of loader hooks is given. Structured-cloned; the buffer is shared. */
export type HookThreadSettings = Pick<
  EnvironmentSettings,
  'clockOffset' | 'redirects' | 'allowHosts' | 'taskRoot' | 'layers' | 'temporaryDirectory' | 'sdkDirectory'
>;

/**
 * The first hook of the thread that Node makes for `module.register()`: holds it to clock, network, process and modules
 * before a hook of the function is loaded there.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/module.html#initialize
 */
export function initialize(settings: HookThreadSettings): void {
  installPlatformDate(settings.clockOffset);
  installNetworkGuard(settings.redirects, settings.allowHosts);
  confineProcess();
  const files = new FunctionFiles({ ...settings, others: [settings.sdkDirectory] });
  confineModules({ ...settings, files });
  confineFiles(files);
  isolateThread(settings.temporaryDirectory);
}
