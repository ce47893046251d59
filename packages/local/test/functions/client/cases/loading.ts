import { calledOnce, type RuntimeSubjects } from '../runtime-subject.ts';

const commonJs = (code: string, handler?: string) => calledOnce({ 'index.js': code }, handler ? { handler } : {});
const esm = (code: string, handler?: string) => calledOnce({ 'index.mjs': code }, handler ? { handler } : {});

/** How handlers are named, found and loaded. */
export const loading: RuntimeSubjects = {
  'nested names': commonJs(`exports.a = { b: { c: async () => 'abc' } };`, 'index.a.b.c'),
  'a key with a dot': commonJs(`exports['a.b'] = async () => 1;`, 'index.a.b'),
  'a folder': calledOnce(
    { 'src/api/index.js': `exports.handler = async () => __dirname.split('/').slice(-2);` },
    { handler: 'src/api/index.handler' },
  ),
  'a folder from the root': commonJs('exports.handler = async () => 1;', './index.handler'),
  'an absolute name': commonJs('exports.handler = async () => 1;', '/index.handler'),
  'no export in the name': commonJs('', 'index'),
  'a dot at the end': commonJs(`exports[''] = () => 1;`, 'index.'),
  'a parent folder': commonJs('exports.handler = async () => 1;', '../index.handler'),
  'no file in the name': commonJs('', '/.handler'),
  'a missing file': commonJs('', 'other.handler'),
  'a missing export': commonJs('exports.other = 1;'),
  'a number as handler': commonJs('exports.handler = 1;'),
  'three parameters': commonJs(`exports.handler = async (a, b, c) => 'three';`),
  'rest parameters': commonJs('exports.handler = async (...all) => all.length;'),
  'a class as handler': commonJs('exports.handler = class {};'),
  'a class with a static handler': commonJs(
    `module.exports = class { static handler() { return Promise.resolve('static'); } };`,
  ),
  'an instance': commonJs(`class A { async handler() { return 'method'; } } module.exports = new A();`),
  'an inherited handler': commonJs(`module.exports = Object.create({ handler: async () => 'inherited' });`),
  'a getter': commonJs(
    `Object.defineProperty(exports, 'handler', { enumerable: true, get: () => async () => 'got' });`,
  ),
  'a proxy': commonJs(
    `module.exports = new Proxy({}, { get: (_, key) => (key === 'handler' ? async () => 'proxy' : undefined) });`,
  ),
  'a function as exports': commonJs(`module.exports = async () => 'exports';`, 'index.default'),
  'a function with a handler': commonJs(
    `const f = async () => 'exports'; f.handler = async () => 'property'; module.exports = f;`,
  ),
  'a promise as exports': commonJs('module.exports = Promise.resolve({ handler: async () => 1 });'),
  'exports of a compiler': commonJs(`exports.__esModule = true; exports.handler = async () => 'compiled';`),
  'a default export of a compiler': commonJs(
    `'use strict'; Object.defineProperty(exports, '__esModule', { value: true }); exports.default = { handler: async () => 'default' };`,
  ),
  'exports of a bundler': commonJs(
    `var all = {}; Object.defineProperty(all, 'handler', { get: () => handler, enumerable: true }); module.exports = all;
async function handler() { return 'bundled'; } 0 && (module.exports = { handler });`,
  ),
  'an ES module': esm(`export const handler = async () => [typeof require, typeof module, typeof __dirname];`),
  'a default function': esm(`export default async () => 'default';`, 'index.default'),
  'a default object': esm(`export default { handler: async () => 'of default' };`),
  'a default function with a handler': esm(
    `const f = async () => 'm'; f.handler = async () => 'property'; export default f;`,
  ),
  'a top-level await': esm(
    `const v = await new Promise((r) => setTimeout(r, 2, 'tla')); export const handler = async () => v;`,
  ),
  'a top-level await that rejects': esm(`await Promise.reject(new Error('tla')); export const handler = 1;`),
  'a top-level await in CommonJS': commonJs(
    `const v = await new Promise((r) => setTimeout(r, 2, 'tla')); exports.handler = async () => v;`,
  ),
  'import.meta': esm(
    `export const handler = async () => [import.meta.filename.endsWith('index.mjs'), import.meta.main, typeof import.meta.resolve];`,
  ),
  'an ES module that imports CommonJS': calledOnce({
    'index.mjs': `import b, { a } from './b.cjs'; export const handler = async () => [a, Object.keys(b)];`,
    'b.cjs': 'exports.a = 1; exports.c = 2;',
  }),
  'an ES module that imports JSON': calledOnce({
    'index.mjs': `import d from './d.json' with { type: 'json' }; export const handler = async () => d;`,
    'd.json': '{"a":1}',
  }),
  'CommonJS that requires an ES module': calledOnce({
    'index.js': `const b = require('./b.mjs'); exports.handler = async () => [b.a, b[Symbol.toStringTag]];`,
    'b.mjs': 'export const a = 1;',
  }),
  'CommonJS that requires a top-level await': calledOnce({
    'index.js': `const b = require('./b.mjs'); exports.handler = async () => b.a;`,
    'b.mjs': 'export const a = await 1;',
  }),
  'ES syntax in a .js file': commonJs(`export const handler = async () => 'esm';`),
  'a .cjs file': calledOnce({ 'index.cjs': `exports.handler = async () => 'cjs';` }),
  'a file without extension': calledOnce({ index: `exports.handler = async () => 'bare';` }),
  'a JSON file': calledOnce({ 'index.json': '{"handler":1}' }),
  'a TypeScript file': calledOnce({ 'index.ts': 'export const handler = async (): Promise<number> => 1;' }),
  'files of all extensions': calledOnce({
    'index.mjs': `export const handler = async () => 'mjs';`,
    'index.js': `exports.handler = async () => 'js';`,
    'index.cjs': `exports.handler = async () => 'cjs';`,
  }),
  'a folder as module': calledOnce({ 'index/index.js': `exports.handler = async () => 'folder';` }),
  'a package as module': calledOnce(
    { 'node_modules/pkg/index.js': `exports.handler = async () => 'package';` },
    { handler: 'pkg.handler' },
  ),
  'type module': calledOnce({
    'package.json': '{"type":"module"}',
    'index.js': `export const handler = async () => import.meta.url.split('/').pop();`,
  }),
  'a package.json that is no JSON': calledOnce({
    'package.json': '{oops',
    'index.js': 'exports.handler = async () => 1;',
  }),
  'a syntax error': commonJs('exports.handler = ('),
  'a syntax error in an ES module': esm('export const handler = ('),
  'a SyntaxError that is thrown': commonJs(`JSON.parse('{');`),
  'a missing file that is required': commonJs(`require('./gone');`),
  'a missing package that is required': commonJs(`require('gone-package');`),
  'a missing file that is imported': esm(`import './gone.mjs'; export const handler = 1;`),
  'a missing package that is imported': esm(`import 'gone-package'; export const handler = 1;`),
  'a missing name that is imported': calledOnce({
    'index.mjs': `import { a } from './b.mjs'; export const handler = () => a;`,
    'b.mjs': 'export const b = 1;',
  }),
  'an error in a module': commonJs(`function inner() { throw new EvalError('at init'); } inner();`),
  'an error with a code in a module': commonJs(`throw Object.assign(new Error('x'), { code: 'MODULE_NOT_FOUND' });`),
  'null thrown by a module': commonJs('throw null;'),
  'an exit in a module': commonJs('process.exit(0);'),
  'an exit with a code in a module': commonJs('process.exit(4);'),
};
