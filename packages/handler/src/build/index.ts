export { type BundledHandler, type BundleOptions, bundleHandlers } from './bundle-handlers.ts';
export { createHandlerBundler, type HandlerBundler } from './create-handler-bundler.ts';
