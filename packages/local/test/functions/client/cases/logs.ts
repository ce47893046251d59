import { calledOnce, handlersInOne, type RuntimeSubject, type RuntimeSubjects } from '../runtime-subject.ts';

const thrown = (change: string): string => `async () => { const e = new RangeError('m'); ${change}; throw e; }`;

/** What stands in the log, in both formats. */
const printed = handlersInOne({
  values: `async () => {
      console.log({ a: { b: { c: { d: 1 } } } }); console.log([1, 'a']); console.log(new Map([[1, 2]])); console.log(Symbol('s'));
      console.log(() => 1); console.log(1n); console.log(NaN); console.log(new Date(0)); console.log(Buffer.from('a')); }`,
  nothing: `async () => { console.log(); console.log(undefined); console.log(null); console.log(''); }`,
  placeholders: `async () => {
      console.log('%s %d %i %f %j %o %O %c %%', 'a', 1.5, 2.5, '3.5', { a: 1 }, [1], { b: 2 }, 'css', 'rest');
      console.log('100%', 1); console.log('%s', undefined); console.log({ a: 1 }, 'x %s', 1); }`,
  lines: String.raw`async () => { console.log('a\nb\r\nc\td'); console.log('a', 'b\nc'); }`,
  'JSON as text': `async () => { console.log(JSON.stringify({ level: 'x', a: 1 })); console.log('{"a":1}', 1); }`,
  'what JSON does not hold': `async () => {
      const a = { n: 1 }; a.a = a; console.log(a); console.log({ b: 1n });
      console.log({ toJSON() { throw new Error('j'); } }); console.log({ toJSON: () => 'mine' }); }`,
  'other characters': String.raw`async () => { console.log('\ud800 é 😀 \x7f \x1b[31mred'); }`,
  'objects without prototype': `async () => { console.log({ __proto__: null, a: 1 }); console.log(Object.create({ a: 1 })); }`,
  errors: `async () => {
      const e = Object.assign(new TypeError('m', { cause: new Error('c') }), { code: 7 });
      console.log(e); console.error('failed', e); console.error(e, 'after'); console.log({ e });
      console.log('a', { e }, new Error('first'), new Error('second')); }`,
  'an error with names of the runtime': `async () => {
      class My extends Error { constructor(m) { super(m); this.name = 'Named'; this.errorType = 'Own'; this.errorMessage = 'own'; } }
      console.error(new My('m')); console.error('x', new My('m')); }`,
  'an error without stack': `async () => { const e = new Error('m'); e.stack = undefined; console.log(e); console.log('x', e); }`,
  'an error with a stack that is a number': `async () => { const e = new Error('m'); e.stack = 5; console.log(e); console.log('x', e); }`,
  'other methods': `async () => {
      console.table([{ a: 1 }]); console.dir({ a: 1 }); console.group('g'); console.log('in group'); console.groupEnd();
      console.assert(false, 'assert %s', 1); console.count(); }`,
  'another console': `async () => { new console.Console(process.stdout).log('a', { b: 1 }); }`,
  'the methods': `async () =>
      [console.log === console.info, console.log.name, console.log.length, console.error.length, typeof console.fatal]`,
  levels: `async () => { for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'fatal']) console[level](level); }`,
  streams: String.raw`async () => {
      process.stdout.write('no end'); process.stdout.write(' joined\nline\n'); process.stderr.write('err\n'); console.log('then'); }`,
  'a long line': `async () => { console.log('y'.repeat(300)); process.stdout.write('z'.repeat(200) + '\\n'); }`,
  'around an await': `async () => { console.log('a'); await null; console.log('b'); }`,
  'a thrown error': thrown(`Object.assign(e, { cause: new Error('c'), code: 'E', data: { a: [1] }, status: 4 })`),
  'a thrown error named later': thrown(`e.name = 'Later'`),
  'a thrown error with a circle': thrown('e.self = e'),
  'a thrown error with a BigInt': thrown('e.big = 1n'),
  'a thrown error with one inside': thrown(`e.inner = new TypeError('in')`),
  'a thrown aggregate': `async () => { throw new AggregateError([new Error('a')], 'all'); }`,
  'a thrown null': 'async () => { throw null; }',
  'a thrown object': 'async () => { throw { a: 1 }; }',
  'a thrown text': `async () => { throw 'text'; }`,
  'a result that is not serializable': 'async () => 1n',
  // last: it stays
  'a method replaced': String.raw`async () => {
      console.log = (...all) => process.stdout.write('own ' + all.join() + '\n'); console.log('a'); console.info('b'); }`,
});

const atLevel = (logLevel: 'TRACE' | 'WARN'): RuntimeSubject =>
  handlersInOne(
    {
      levels: `async () => { for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'fatal']) console[level](level); }`,
      'a thrown error': `async () => { throw new Error('x'); }`,
    },
    { logFormat: 'JSON', logLevel },
  );

const inInit = (settings?: { logFormat: 'JSON' }): RuntimeSubject =>
  calledOnce(
    {
      'index.js': `console.log('in init'); console.error(new Error('init err')); exports.handler = async () => { console.log('in call'); };`,
    },
    settings,
  );

const initThrows = (settings?: { logFormat: 'JSON' }): RuntimeSubject =>
  calledOnce({ 'index.js': `console.log('before'); throw new Error('init');` }, settings);

const lost = `exports.handler = async () => { Promise.reject(new RangeError('lost')); await new Promise((r) => setTimeout(r, 100)); };`;

export const logs: RuntimeSubjects = {
  'text log': printed,
  'JSON log': { ...printed, logFormat: 'JSON' },
  'JSON log at WARN': atLevel('WARN'),
  'JSON log at TRACE': atLevel('TRACE'),
  'text log in init': inInit(),
  'JSON log in init': inInit({ logFormat: 'JSON' }),
  'text log of an init that throws': initThrows(),
  'JSON log of an init that throws': initThrows({ logFormat: 'JSON' }),
  'JSON log of a rejection': calledOnce({ 'index.js': lost }, { logFormat: 'JSON' }),
  'text log on exit': calledOnce({
    'index.js': `process.on('exit', () => console.log('exit')); exports.handler = async () => process.exit(0);`,
  }),
};
