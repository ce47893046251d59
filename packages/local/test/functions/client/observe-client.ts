import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CallFact } from './facts.ts';
import { readLogFrames } from './log-frames.ts';
import { normalize } from './normalize.ts';
import { placeFiles } from './place-files.ts';
import { type Posted, RuntimeApi } from './runtime-api.ts';
import type { NodeMajor, RuntimeSubject } from './runtime-subject.ts';

export interface Observation {
  readonly subject: RuntimeSubject;
  readonly major: NodeMajor;
  /** Path of the client's entry. */
  readonly client: string;
}

/** After which an answer is not expected any more, and how long an environment is looked at after its answer. */
const patienceMillis = 30_000;
const settleMillis = 300;

/** Calls a function under AWS's runtime client, against a Runtime API of this machine. */
export async function observeClient(observation: Observation): Promise<Record<string, CallFact>> {
  const { subject } = observation;
  const taskRoot = placeFiles(subject.files);
  const outside = placeFiles({ log: '' });
  const api = await RuntimeApi.start();
  const facts: Record<string, CallFact> = {};
  let client: Client | undefined;
  for (const [name, payload] of Object.entries(subject.calls)) {
    client ??= new Client(observation, { taskRoot, logFile: join(outside, 'log'), api });
    const fact = await client.call(payload);
    facts[name] = withoutPlace(normalize(fact, taskRoot), observation.client);
    if (!client.isAlive) client = undefined;
  }
  await client?.end();
  api.close();
  for (const directory of [taskRoot, outside]) rmSync(directory, { recursive: true });
  return facts;
}

/** Where the client lies on Lambda. */
function withoutPlace(fact: CallFact, client: string): CallFact {
  const root = client.slice(0, client.lastIndexOf('/aws-lambda-ric/') + '/aws-lambda-ric'.length);
  const text = JSON.stringify(fact).replaceAll(`file://${root}`, root);
  return JSON.parse(text.replaceAll(`${root}/dist/`, '/var/runtime/').replaceAll(`${root}/`, '/var/runtime/'));
}

interface Place {
  readonly taskRoot: string;
  readonly logFile: string;
  readonly api: RuntimeApi;
}

/** One process of the client. */
class Client {
  readonly #api: RuntimeApi;
  readonly #logFile: string;
  readonly #process: ChildProcess;
  readonly #exited: Promise<number | string>;
  #logged = 0;
  isAlive = true;

  constructor({ subject, major, client }: Observation, { taskRoot, logFile, api }: Place) {
    this.#api = api;
    this.#logFile = logFile;
    this.#logged = readFileSync(logFile).length;
    api.reset();
    const handler = subject.handler ?? 'index.handler';
    const log = openSync(logFile, 'a');
    this.#process = spawn(process.execPath, [client, handler], {
      cwd: taskRoot,
      env: variables(subject, { major, handler, taskRoot, address: api.address }),
      stdio: ['ignore', log, log, log],
    });
    closeSync(log);
    this.#exited = new Promise((resolve) =>
      this.#process.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown')),
    );
  }

  async call(payload: string): Promise<CallFact> {
    const answered = this.#api.serve(payload);
    const posted = await Promise.race([
      answered,
      this.#exited.then(() => wait(20)),
      wait(patienceMillis, 'late' as const),
    ]);
    if (posted === 'late') throw new Error('No answer: such a call is no subject.');
    const fact = posted ? this.#answered(posted) : { exited: await this.#exited };
    const inInit = posted?.kind === 'init error' || !this.#api.wasAsked;
    const code = await (inInit ? this.#exited : Promise.race([this.#exited, wait(settleMillis)]));
    this.isAlive = code === undefined;
    const log = this.#takeLog();
    const diedAfter = !this.isAlive && posted !== undefined && !inInit;
    return {
      ...fact,
      ...(log.length > 0 && { log }),
      ...(diedAfter && { ended: true }),
      ...(inInit && { inInit }),
    };
  }

  async end(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exited;
  }

  #answered({ kind, body }: Posted): CallFact {
    if (kind === 'response') return { returned: body };
    return { failed: JSON.parse(body) };
  }

  #takeLog(): string[] {
    const all = readFileSync(this.#logFile);
    const entries = readLogFrames(all.subarray(this.#logged));
    this.#logged = all.length;
    return entries.filter((entry) => !entry.startsWith('raw|Executing '));
  }
}

interface ProcessSettings {
  readonly major: NodeMajor;
  readonly handler: string;
  readonly taskRoot: string;
  readonly address: string;
}

function variables(subject: RuntimeSubject, { major, handler, taskRoot, address }: ProcessSettings): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    NODE_PATH: `/opt/nodejs/node${major}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules`,
    AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${major}.x`,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_SESSION_TOKEN: 'none',
    AWS_LAMBDA_FUNCTION_NAME: 'subject',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/subject',
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[$LATEST]00000000000000000000000000000000',
    AWS_LAMBDA_LOG_FORMAT: subject.logFormat ?? 'Text',
    ...(subject.logFormat === 'JSON' && { AWS_LAMBDA_LOG_LEVEL: subject.logLevel ?? 'INFO' }),
    AWS_LAMBDA_RUNTIME_API: address,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: handler,
    _LAMBDA_TELEMETRY_LOG_FD: '3',
    ...subject.environment,
  };
}
