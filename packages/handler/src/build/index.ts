export { bundleHandlers } from './bundle-handlers.ts';
export type { BundledHandler, BundleOptions } from './bundle-options.ts';
export { createHandlerBundler, type HandlerBundler } from './create-handler-bundler.ts';
export { importSource } from './import-source.ts';
