export { unpackCode } from './code/unpack-code.ts';
export type { Reach } from './link/refuse-unreachable.ts';
export { loadModel } from './load-model.ts';
export { servedArns } from './served-arns.ts';
