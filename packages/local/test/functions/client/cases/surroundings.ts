import { calledOnce, handlersInOne, type RuntimeSubjects } from '../runtime-subject.ts';

/** The context object, the environment variables and the globals that a handler sees. */
export const surroundings: RuntimeSubjects = {
  surroundings: handlersInOne({
    'keys of the context': `async (event, context) =>
      [Object.keys(context), Object.getPrototypeOf(context) === Object.prototype, Object.isFrozen(context)]`,
    'the context': 'async (event, context) => ({ ...context, xRayTraceId: typeof context.xRayTraceId })',
    'the context as JSON': 'async (event, context) => Object.keys(JSON.parse(JSON.stringify(context)))',
    'members of the context': `async (event, context) =>
      ['callbackWaitsForEmptyEventLoop', 'done', 'succeed', 'fail', 'xRayTraceId', 'tenantId', 'identity', 'clientContext']
        .map((key) => [key, key in context, typeof context[key]])`,
    'the remaining time': `async (event, context) => { const left = context.getRemainingTimeInMillis();
      return [Number.isInteger(left), left > 0, context.getRemainingTimeInMillis.length]; }`,
    'names of variables': `async () => Object.keys(process.env).filter((k) => !/^(PATH|PWD|SHLVL|_|HOME)$/.test(k)).sort()`,
    variables: `async () => [process.env.AWS_EXECUTION_ENV, process.env.LAMBDA_RUNTIME_DIR, process.env.LANG, process.env.TZ]`,
    'the trace id': `async (event, context) => /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]$/.test(process.env._X_AMZN_TRACE_ID)`,
    'own globals': 'async () => Object.getOwnPropertyNames(globalThis).filter((k) => !/^[A-Z]/.test(k)).sort().join()',
    'symbols of globals': 'async () => Object.getOwnPropertySymbols(globalThis).map(String).sort()',
    awslambda:
      'async () => [typeof awslambda, Object.keys(awslambda).sort(), typeof awslambda.HttpResponseStream?.from]',
    InvokeStore: `async (event, context) => { const s = awslambda.InvokeStore;
      return s && [s.getRequestId() === context.awsRequestId, s.getXRayTraceId() === process.env._X_AMZN_TRACE_ID, s.getTenantId(), s.hasContext()]; }`,
    'InvokeStore keeps values': `async () => { const s = awslambda.InvokeStore; if (!s) return 'none'; const was = s.get('a'); s.set('a', 1); return [was, s.get('a')]; }`,
    'InvokeStore forgets values': `async () => { const s = awslambda.InvokeStore; return s ? [s.get('a')] : 'none'; }`,
    'InvokeStore protects its own': `async () => { const s = awslambda.InvokeStore; if (!s) return 'none';
      const key = Symbol.for('_AWS_LAMBDA_REQUEST_ID'); try { s.set(key, 1); } catch (e) { return [e.message, typeof s.get(key), typeof s.getContext()]; } }`,
    'values of variables are text': `async () => { process.env.X1 = 5; process.env.X2 = undefined; return [process.env.X1, process.env.X2, process.env.NOPE]; }`,
    'stack traces': 'async () => [Error.stackTraceLimit, typeof Error.prepareStackTrace]',
    'arguments of the process': 'async () => [process.execArgv, process.env.NODE_OPTIONS, process.features.typescript]',
    'the working directory': `async () => [process.cwd() === process.env.LAMBDA_TASK_ROOT, require('fs').existsSync('index.js'),
      require('path').resolve('x') === process.env.LAMBDA_TASK_ROOT + '/x']`,
    'the main module': `async () => [require.main === module, module.parent === undefined, module.parent === null, module.id === '.']`,
  }),
  'InvokeStore before a call': calledOnce({
    'index.js': `const s = globalThis.awslambda.InvokeStore; const was = s && [s.getRequestId(), s.hasContext(), typeof s.getContext()];
exports.handler = async () => was ?? 'none';`,
  }),
  'variables before a call': calledOnce({
    'index.js': 'const was = typeof process.env._X_AMZN_TRACE_ID; exports.handler = async () => was;',
  }),
  'a variable of the function': calledOnce(
    { 'index.js': 'exports.handler = async () => [process.env.A1, process.env.NODE_PATH];' },
    { environment: { A1: '$AWS_REGION', NODE_PATH: '/x' } },
  ),
  'a context that is changed': {
    files: {
      'index.js': `let old; exports.handler = async (e, c) => { const same = old === c; old = c; const was = c.mine; c.mine = 1; return [same, was]; };`,
    },
    calls: { first: '{}', second: '{}' },
  },
  'a streaming handler of another kind': calledOnce({
    'index.js': `exports.handler = async () => 1; exports.handler[Symbol.for('aws.lambda.runtime.handler.streaming')] = 'other';`,
  }),
};
