import { eachCalledTwice, handlersInOne, type RuntimeSubjects } from '../runtime-subject.ts';

const late = (rest: string): string =>
  `(event, context, callback) => { const r = { late: 0 }; setTimeout(() => { r.late = 1; }, 5); ${rest}; }`;
const called = (rest: string): string => `(event, context, callback) => { ${rest}; }`;

/** How handlers answered up to Node 22. */
export const callbacks: RuntimeSubjects = {
  callbacks: handlersInOne(
    {
      'a result': '(event, context, callback) => setTimeout(callback, 2, null, { a: 1 })',
      'a result, at once': called('callback(null, 1)'),
      nothing: called('callback()'),
      undefined: called('callback(null, undefined)'),
      'an error': called(`callback(new Error('cb'))`),
      'a text as error': called(`callback('text')`),
      'an empty text as error': called(`callback('', 'r')`),
      'false as error': called(`callback(false, 'r')`),
      'an object as error': called('callback({ a: 1 })'),
      'two results': called('callback(null, 1); callback(null, 2)'),
      'a result, then an error': called(`callback(null, 1); throw new Error('t')`),
      'an error, then a result': called(`callback(new Error('first')); callback(null, 2)`),
      'a result and a promise': `async (event, context, callback) => { callback(null, 'cb'); return 'returned'; }`,
      'a result late in a promise': `async (event, context, callback) => { await 1; callback(null, 'cb'); }`,
      'a result after the promise': `async (event, context, callback) => { setTimeout(callback, 5, null, 'cb'); }`,
      'a promise': 'async (event, context, callback) => 9',
      'a value returned': '() => 5',
      waits: late('callback(null, r)'),
      'does not wait': late('context.callbackWaitsForEmptyEventLoop = false; callback(null, r)'),
      'does not wait, set after': late('callback(null, r); context.callbackWaitsForEmptyEventLoop = false'),
      done: called('context.done(null, 4)'),
      'done with an error': called(`context.done(new Error('d'))`),
      'done at once': late('context.done(null, r)'),
      succeed: called('context.succeed(3)'),
      'succeed at once': late('context.succeed(r)'),
      'succeed, then fail': called(`context.succeed(1); context.fail('no')`),
      fail: called(`context.fail('f')`),
      'fail with nothing': called('context.fail()'),
      'fail with null': called('context.fail(null)'),
      'nothing at all': '() => {}',
      'set false, nothing at all': called('context.callbackWaitsForEmptyEventLoop = false'),
    },
    { nodes: [22] },
  ),
  ...eachCalledTwice(
    {
      'a callback with a BigInt': 'exports.handler = (event, context, callback) => callback(null, 1n);',
      'a callback, then an exception': `exports.handler = (event, context, callback) => {
        setTimeout(() => { throw new Error('t'); }, 2); callback(null, 1); };`,
      'an exception and no callback': `exports.handler = (event, context, callback) => { setTimeout(() => { throw new Error('t'); }, 2); };`,
      'a rejection and a callback': `exports.handler = (event, context, callback) => { Promise.reject(new Error('lost')); callback(null, 1); };`,
    },
    { nodes: [22] },
  ),
};
