import { pathToFileURL } from 'node:url';

/** Stands for `import.meta.url` in bundles that are CommonJS. */
export const scopegateModuleUrl: string = /* @__PURE__ */ ((file: string) => pathToFileURL(file).href)(__filename);
