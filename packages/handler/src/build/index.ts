export { type BundledHandler, type BundleOptions, bundleHandlers } from './bundle-handlers.ts';
