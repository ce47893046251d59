/**
 * Says why a native module does not load: one that was not made for threads registers itself in a process once, and not
 * again in the thread of each environment.
 *
 * @see https://nodejs.org/docs/latest/api/addons.html#worker-support
 */
export function explainNativeModules(): void {
  const load = process.dlopen;
  process.dlopen = function (this: unknown, module, filename, ...flags) {
    try {
      return Reflect.apply(load, this, [module, filename, ...flags]);
    } catch (error) {
      if (error instanceof Error && /did not self-register/.test(error.message)) {
        error.message +=
          ' This native module does not load into threads, in which the local platform runs functions. Use a version of it ' +
          'that is context-aware (Node-API), or try the function on AWS.';
      }
      throw error;
    }
  };
}
