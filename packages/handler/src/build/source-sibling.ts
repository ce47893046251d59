import { fileURLToPath } from 'node:url';

/** Absolute path of a module of this package, in the source or in what is published. @param name relative to this folder */
export const sourceSibling = (name: string): string =>
  fileURLToPath(new URL(`${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url));
