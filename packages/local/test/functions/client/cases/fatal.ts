import { calledOnce, eachCalledTwice, type RuntimeSubjects } from '../runtime-subject.ts';

const wait = 'await new Promise((resolve) => setTimeout(resolve, 100))';

/** What ends an environment, or does not. */
export const fatal: RuntimeSubjects = {
  ...eachCalledTwice({
    'a promise that is not awaited': `async function audit() { await null; throw new Error('audit'); }
exports.handler = async () => { audit(); return { statusCode: 200 }; };`,
    'a rejection before the return': `exports.handler = async () => { Promise.reject(new Error('lost')); return 1; };`,
    'a listener to rejections alone': `process.removeAllListeners('unhandledRejection');
process.on('unhandledRejection', (e) => console.log('mine', e.message));
exports.handler = async () => { Promise.reject(new Error('lost')); ${wait}; return 1; };`,
    'an exit': 'exports.handler = async () => process.exit(0);',
    'a rejection at module level': `Promise.reject(new Error('init lost')); exports.handler = async () => 1;`,
  }),
  'a rejection before a throw': calledOnce({
    'index.js': `exports.handler = async () => { Promise.reject(new Error('lost')); throw new Error('thrown'); };`,
  }),
  'a rejection during the call': calledOnce({
    'index.js': `exports.handler = async () => { Promise.reject(new RangeError('lost')); ${wait}; return 1; };`,
  }),
  'a rejection handled late': calledOnce({
    'index.js': `exports.handler = async () => {
      const p = Promise.reject(new Error('a')); await new Promise((r) => setTimeout(r, 2)); await Promise.allSettled([p]); return 1; };`,
  }),
  'an exception during the call': calledOnce({
    'index.js': `exports.handler = async () => { setTimeout(() => { throw new RangeError('late'); }, 2); ${wait}; return 1; };`,
  }),
  'an exception by setImmediate': calledOnce({
    'index.js': `exports.handler = async () => { setImmediate(() => { throw new Error('immediate'); }); return 1; };`,
  }),
  'an exception by nextTick': calledOnce({
    'index.js': `exports.handler = async () => { process.nextTick(() => { throw new Error('tick'); }); return 1; };`,
  }),
  'a listener to rejections': calledOnce({
    'index.js': `process.on('unhandledRejection', (e) => console.log('mine', e.message));
exports.handler = async () => { Promise.reject(new Error('lost')); ${wait}; return 1; };`,
  }),
  'a listener to exceptions': calledOnce({
    'index.js': `process.on('uncaughtException', (e) => console.log('mine', e.message));
exports.handler = async () => { setTimeout(() => { throw new Error('lost'); }, 2); ${wait}; return 1; };`,
  }),
  'a rejection with text': calledOnce({
    'index.js': `exports.handler = async () => { Promise.reject('lost'); ${wait}; };`,
  }),
  'a rejection with an object': calledOnce({
    'index.js': `exports.handler = async () => { Promise.reject({ a: 1 }); ${wait}; };`,
  }),
  'a rejection with nothing': calledOnce({
    'index.js': `exports.handler = async () => { Promise.reject(); ${wait}; };`,
  }),
  'null as exception': calledOnce({
    'index.js': `exports.handler = async () => { setTimeout(() => { throw null; }, 2); ${wait}; };`,
  }),
  'an exception at module level, later': calledOnce({
    'index.js': `setImmediate(() => { throw new Error('init late'); }); exports.handler = async () => { ${wait}; return 1; };`,
  }),
  'a rejection at module level, ES module': calledOnce({
    'index.mjs': `Promise.reject(new Error('init lost')); export const handler = async () => 1;`,
  }),
  'an exit with a code': calledOnce({ 'index.js': 'exports.handler = async () => process.exit(3);' }),
  'an exit by exitCode': calledOnce({
    'index.js': 'exports.handler = async () => { process.exitCode = 7; process.exit(); };',
  }),
  'an exitCode alone': calledOnce({ 'index.js': 'exports.handler = async () => { process.exitCode = 7; return 1; };' }),
  'an exit with a listener': calledOnce({
    'index.js': `exports.handler = async () => { process.on('exit', (code) => console.log('bye', code)); process.exit(2); };`,
  }),
  'an exit event': calledOnce({ 'index.js': `exports.handler = async () => { process.emit('exit'); return 1; };` }),
  'a beforeExit that schedules': calledOnce({
    'index.js': `exports.handler = () => new Promise((resolve) => process.once('beforeExit', () => setTimeout(resolve, 2, 'saved')));`,
  }),
  'listeners of the runtime': calledOnce({
    'index.js': `exports.handler = async () =>
      ['uncaughtException', 'unhandledRejection', 'beforeExit', 'exit', 'SIGTERM', 'warning'].map((x) => process.listenerCount(x));`,
  }),
  'a warning': calledOnce({
    'index.js': `exports.handler = async () => { process.emitWarning('careful'); ${wait}; return 1; };`,
  }),
  'a deprecation': calledOnce({ 'index.js': `exports.handler = async () => { new Buffer(1); ${wait}; return 1; };` }),
  'setImmediate replaced': calledOnce({
    'index.js': 'exports.handler = async () => { globalThis.setImmediate = () => {}; return 1; };',
  }),
};
