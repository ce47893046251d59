import module, { syncBuiltinESMExports } from 'node:module';
import { extname } from 'node:path';
import type { HookThreadSettings } from './hook-thread.ts';

const hookThread = new URL(`./hook-thread${extname(import.meta.url)}`, import.meta.url);

/**
 * Hooks that are given to `module.register()` run in a thread that Node makes for them, with a network and a clock of its
 * own. The first call puts our own hook in front, which holds that thread to what holds the function.
 */
export function guardHooks(settings: HookThreadSettings): void {
  const { register } = module;
  const { clockOffset, redirects, allowHosts, taskRoot, layers, temporaryDirectory, sdkDirectory } = settings;
  let isGuarded = false;
  const guarded = (...args: Parameters<typeof register>): void => {
    if (!isGuarded) {
      isGuarded = true;
      const data = { clockOffset, redirects, allowHosts, taskRoot, layers, temporaryDirectory, sdkDirectory };
      register(hookThread, { data } satisfies { data: HookThreadSettings });
    }
    Reflect.apply(register, module, args);
  };
  Object.assign(module, { register: guarded });
  syncBuiltinESMExports();
}
