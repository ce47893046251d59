import { eachCalledTwice, handlersInOne, type RuntimeSubjects } from '../runtime-subject.ts';

/** What a handler returns. */
export const results: RuntimeSubjects = {
  results: handlersInOne({
    nothing: 'async () => {}',
    null: 'async () => null',
    true: 'async () => true',
    'a large number': 'async () => 1.5e300',
    NaN: 'async () => NaN',
    'numbers inside': 'async () => ({ a: Infinity, b: -0, c: NaN })',
    text: `async () => 'a\\u2028b"é'`,
    'empty text': `async () => ''`,
    'half a character': `async () => '\\ud800x'`,
    'undefined inside': 'async () => ({ a: undefined, b: [undefined, () => 1], c: { d: undefined } })',
    'a date': 'async () => new Date(0)',
    'a map and a set': 'async () => ({ map: new Map([[1, 2]]), set: new Set([1]) })',
    'an expression, a URL, bytes': `async () => ({ r: /a/g, u: new URL('http://a/'), t: new Uint8Array([1, 2]) })`,
    'a buffer': `async () => Buffer.from('ab')`,
    'an instance': 'async () => { class A { x = 1; #y = 2; get z() { return 3; } } return new A(); }',
    'a proxy': 'async () => new Proxy({ a: 1 }, {})',
    'a promise inside': 'async () => ({ p: Promise.resolve(1) })',
    toJSON: 'async () => ({ toJSON: () => ({ b: 1 }) })',
    'toJSON async': 'async () => ({ toJSON: async () => 1 })',
    'toJSON throws': `async () => ({ toJSON() { throw new RangeError('no json'); } })`,
    'a getter throws': `async () => ({ get a() { throw new RangeError('get'); } })`,
    'a circle': 'async () => { const a = {}; a.a = a; return a; }',
    'a BigInt': 'async () => 1n',
    'a function': 'async () => () => 1',
    'a symbol': `async () => Symbol('x')`,
    'a number, at once': '() => 5',
    'nothing, at once': '() => {}',
    'an object, at once': '() => ({ a: 1 })',
    'a generator': 'function* () { yield 1; }',
    'an async generator': 'async function* () { yield 1; }',
    'a thenable': '() => ({ then(resolve) { setTimeout(resolve, 2, { t: 1 }); } })',
    'a thenable that is settled': '() => ({ then(resolve) { resolve(7); } })',
    'a thenable that throws': `() => ({ then() { throw new Error('then'); } })`,
    'a thenable that rejects': `() => ({ then(_, reject) { reject(new Error('no')); } })`,
    'a value named then': '() => ({ then: 1 })',
    'changed by setImmediate': 'async () => { const r = { v: 0 }; setImmediate(() => { r.v = 1; }); return r; }',
    'changed by nextTick': 'async () => { const r = { v: 0 }; process.nextTick(() => { r.v = 1; }); return r; }',
    'the order of turns': `async () => {
      const log = []; process.nextTick(() => log.push('tick')); Promise.resolve().then(() => log.push('micro'));
      setImmediate(() => log.push('immediate')); return log; }`,
  }),
  ...eachCalledTwice({
    'a module state': 'let n = 0; exports.handler = async () => n++;',
    'a module state after an error':
      'let n = 0; exports.handler = async () => { if (n++ === 0) throw new Error("x"); return n; };',
    'BigInt made JSON':
      'BigInt.prototype.toJSON = function () { return String(this); }; exports.handler = async () => 1n;',
    'Promise replaced': 'globalThis.Promise = class extends Promise {}; exports.handler = () => Promise.resolve(3);',
    'Object.prototype changed': 'Object.prototype.polluted = 1; exports.handler = async (event) => Object.keys(event);',
    'Date.now replaced':
      'exports.handler = async (e, c) => { Date.now = () => 5; return c.getRemainingTimeInMillis() < 100000; };',
    AsyncLocalStorage: `const { AsyncLocalStorage } = require('async_hooks'); const store = new AsyncLocalStorage();
exports.handler = () => store.run(1, async () => { await 1; return store.getStore(); });`,
    'AsyncLocalStorage entered': `const { AsyncLocalStorage } = require('async_hooks'); const store = new AsyncLocalStorage();
let n = 0; exports.handler = async () => { const was = store.getStore(); store.enterWith(++n); return [was ?? null]; };`,
    'the export replaced': `exports.handler = async () => { exports.handler = async () => 'new'; return 'old'; };`,
  }),
};
