import { calledOnce, handlersInOne, type RuntimeSubjects } from '../runtime-subject.ts';

const thrown = (expression: string): string => `async () => { throw ${expression}; }`;
const changed = (change: string): string => `async () => { const e = new Error('m'); ${change}; throw e; }`;

/** What a handler throws. */
export const errors: RuntimeSubjects = {
  errors: handlersInOne({
    'an error': thrown(`new Error('boom')`),
    'at once': `() => { throw new Error('sync boom'); }`,
    'without message': thrown('new Error()'),
    'an aggregate': thrown(`new AggregateError([new Error('a'), 5], 'all')`),
    'of Promise.any': `async () => { await Promise.any([Promise.reject(new Error('a'))]); }`,
    'code, cause and more': thrown(
      `Object.assign(new Error('m', { cause: new TypeError('c') }), { code: 'E_X', extra: { a: 1 } })`,
    ),
    'own names of the runtime': thrown(
      `Object.assign(new Error('m'), { errorType: 'Fake', errorMessage: 'fake', stackTrace: 1, response: { status: 500 } })`,
    ),
    'a class with a name': `async () => { class My extends Error { name = 'Mine'; } throw new My('mine'); }`,
    'a DOMException': thrown(`new DOMException('d', 'AbortError')`),
    'of fs': `async () => { require('fs').readFileSync('/nowhere'); }`,
    'of another realm': `async () => { require('vm').runInNewContext("throw new TypeError('realm')"); }`,
    frozen: thrown(`Object.freeze(new Error('cold'))`),
    'a stack overflow': 'async () => { const f = () => f() + 1; f(); }',
    'DEL in the message': thrown(`new Error('a\\x7fb')`),
    'a changed message': changed(`e.message = 'changed'`),
    'a number as message': changed('e.message = 5'),
    'an object as message': changed('e.message = { a: 1 }'),
    'a message that throws': changed(
      `Object.defineProperty(e, 'message', { get() { throw new Error('in getter'); } })`,
    ),
    'a name set later': changed(`e.name = 'Later'`),
    'an empty name': changed(`e.name = ''`),
    'a number as name': changed('e.name = 5'),
    'null as name': changed('e.name = null'),
    'no name': changed('e.name = undefined'),
    'a stack of its own': changed(`e.stack = 'mine\\nline 2'`),
    'a number as stack': changed('e.stack = 5'),
    'a property that is the error': changed('e.self = e'),
    'a BigInt property': changed('e.big = 1n'),
    'an error inside': changed(`e.inner = new TypeError('in')`),
    text: thrown(`'text'`),
    'a number': thrown('5'),
    null: thrown('null'),
    undefined: thrown('undefined'),
    'a rejection with nothing': '() => Promise.reject()',
    'an object': thrown('{ a: 1 }'),
    'an object with toString': thrown(`{ toString() { return 'mine'; } }`),
    'an object like an error': thrown(`{ name: 'N', message: 'M', stack: 'S\\nT' }`),
    'an array': thrown(`[1, 'a']`),
    'a function': thrown('() => 1'),
    'a BigInt': thrown('1n'),
    'a symbol': thrown(`Symbol('s')`),
    'a proxy of an error': thrown(`new Proxy(new Error('m'), {})`),
    'an object without prototype': thrown('Object.create(null)'),
  }),
  'a thrown error in an ES module': calledOnce({
    'index.mjs': `export async function handler() { throw new Error('e'); }`,
  }),
  'a method without its object': calledOnce({
    'index.mjs':
      'class A { s = { get: () => 1 }; async handler() { return this.s.get(); } } export const handler = new A().handler;',
  }),
  'Error.stackTraceLimit of 0': calledOnce({
    'index.js': `exports.handler = async () => { Error.stackTraceLimit = 0; throw new Error('m'); };`,
  }),
  'Error.prepareStackTrace': calledOnce({
    'index.js': `exports.handler = async () => {
      Error.prepareStackTrace = (e, sites) => sites.map(() => 'site').slice(0, 1); throw new Error('m'); };`,
  }),
};
