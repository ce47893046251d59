import { afterEach, describe, expect, it } from '@jest/globals';
import { closeSubjects, handlerOf, subject } from './support.ts';

afterEach(closeSubjects);

describe('two functions', () => {
  it.each([
    { name: 'globals', write: 'globalThis.shared = 1', read: 'globalThis.shared' },
    { name: 'prototypes', write: 'Array.prototype.shared = 1', read: '[].shared' },
    { name: 'built-in modules', write: "require('node:util').shared = 1", read: "require('node:util').shared" },
    { name: 'variables', write: "process.env.SHARED = '1'", read: 'process.env.SHARED' },
    {
      name: 'listeners',
      write: "process.on('shared', () => {})",
      read: "process.listenerCount('shared') || undefined",
    },
    { name: 'title', write: "process.title = 'shared'", read: "process.title === 'shared' || undefined" },
    { name: 'arguments', write: "process.argv.push('shared')", read: "process.argv.includes('shared') || undefined" },
    { name: 'working directory', write: "process.chdir('/tmp')", read: "process.cwd() === '/tmp' || undefined" },
    {
      name: 'environment data',
      write: "require('node:worker_threads').setEnvironmentData('shared', 1)",
      read: "require('node:worker_threads').getEnvironmentData('shared')",
    },
    {
      name: 'files in /tmp',
      write: "require('fs').writeFileSync('/tmp/shared', '')",
      read: "require('fs').existsSync('/tmp/shared') || undefined",
    },
    {
      name: 'locks',
      write:
        "await new Promise((held) => navigator.locks.request('shared', () => { held(); return new Promise(() => {}) }))",
      read: "await navigator.locks.request('shared', { ifAvailable: true }, (lock) => (lock ? undefined : 'held'))",
    },
  ])('do not share $name', async ({ write, read }) => {
    const writing = handlerOf(`exports.handler = async () => { ${write}; return (${read}) ?? null }`);
    const reading = handlerOf(`exports.handler = async () => (${read}) ?? null`);
    expect(await writing.result()).not.toBeNull();
    expect(await reading.result()).toBeNull();
  });

  it('do not hear each other on a broadcast channel', async () => {
    const code = `const channel = new BroadcastChannel('shared'); const heard = []; channel.onmessage = ({ data }) => heard.push(data); channel.unref?.();
      exports.handler = async (e) => { const other = new BroadcastChannel('shared'); other.postMessage(e.name); await new Promise((r) => setTimeout(r, 30));
        other.close(); return [channel.name, heard] }`;
    const one = handlerOf(code);
    const two = handlerOf(code);
    await Promise.all([one.result({ name: 0 }), two.result({ name: 0 })]);
    const both = await Promise.all([one.result({ name: 'one' }), two.result({ name: 'two' })]);
    expect(both).toEqual([
      ['shared', [0, 'one']],
      ['shared', [0, 'two']],
    ]);
  });
});

describe('what would reach past the thread', () => {
  it.each([
    { name: 'child_process.spawn', code: "require('child_process').spawn('true')" },
    { name: 'v8.setFlagsFromString', code: "require('v8').setFlagsFromString('--no-opt')" },
    { name: 'v8.writeHeapSnapshot', code: "require('v8').writeHeapSnapshot('/tmp/x')" },
    { name: 'process.report.writeReport', code: "process.report.writeReport('x')" },
    { name: 'os.setPriority', code: "require('os').setPriority(5)" },
    { name: 'worker_threads.postMessageToThread', code: "await require('worker_threads').postMessageToThread(0, 1)" },
    { name: 'awslambda.streamifyResponse', code: 'awslambda.streamifyResponse(() => {})' },
    { name: 'awslambda.HttpResponseStream.from', code: 'awslambda.HttpResponseStream.from({}, {})' },
  ])('is refused by name: $name', async ({ name, code }) => {
    const { outcome } = await handlerOf(`exports.handler = async () => { ${code} }`).invoke();
    expect(outcome).toMatchObject({
      error: { errorMessage: expect.stringMatching(`^${name} is not run by the local platform: `) },
    });
  });
});

describe('a package that the runtime does not carry any more', () => {
  it.each([
    { name: 'require', file: 'index.js', code: "require('aws-sdk')", errorType: 'Runtime.ImportModuleError' },
    { name: 'a part', file: 'index.js', code: "require('aws-sdk/clients/s3')", errorType: 'Runtime.ImportModuleError' },
    { name: 'import', file: 'index.mjs', code: "import 'aws-sdk'", errorType: 'Error' },
  ])('is named with a remedy: $name', async ({ file, code, errorType }) => {
    const { outcome } = await subject({ files: { [file]: code } }).invoke();
    expect(outcome).toMatchObject({
      error: {
        errorType,
        errorMessage: expect.stringMatching(
          /'aws-sdk.*carried version 2 of the AWS SDK up to nodejs16\.x.*Bundle aws-sdk/,
        ),
      },
    });
  });
});
