import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FunctionHostOptions, ReloadableFunctionHost } from '../../../src/functions/create-function-host.ts';
import { createClock, type FunctionHost, type LambdaFunction } from '../../../src/model/index.ts';
import { bundled } from '../../support/bundled.ts';

type FunctionHostModule = typeof import('../../../src/functions/create-function-host.ts');
export const { createFunctionHost }: FunctionHostModule = await import(
  await bundled('src/functions/create-function-host.ts')
);

export const arn = 'arn:aws:lambda:us-east-1:123456789012:function:subject';

export interface Subject {
  readonly host: ReloadableFunctionHost;
  readonly clock: ReturnType<typeof createClock>;
  readonly directory: string;
  /** All that came to `onLog`. */
  readonly log: string[];
  invoke(payload?: unknown): ReturnType<FunctionHost['invoke']>;
  /** JSON of the result; fails the test when the call failed. */
  result(payload?: unknown): Promise<unknown>;
}

export interface SubjectOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly fn?: Partial<LambdaFunction>;
  readonly host?: Partial<FunctionHostOptions>;
}

const subjects: Subject[] = [];
const directories: string[] = [];

/** One function whose files are these, in a host of its own. */
export function subject({ files, fn, host }: SubjectOptions): Subject {
  const directory = mkdtempSync(join(tmpdir(), 'scopegate-function-'));
  directories.push(directory);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  const clock = createClock();
  const log: string[] = [];
  const declared = declare({ codeDirectory: directory, ...fn });
  const functionHost = createFunctionHost({
    functions: [declared],
    clock,
    region: 'us-east-1',
    onLog: (_name, line) => log.push(line),
    ...host,
  });
  const invoke = (payload: unknown = {}) => functionHost.invoke(declared.arn, JSON.stringify(payload));
  const made: Subject = {
    host: functionHost,
    clock,
    directory,
    log,
    invoke,
    result: async (payload) => {
      const { outcome } = await invoke(payload);
      if (outcome.kind !== 'returned') throw new Error(`not returned: ${JSON.stringify(outcome)}`);
      return JSON.parse(outcome.json);
    },
  };
  subjects.push(made);
  return made;
}

/** A function of one file, `index.js`. */
export const handlerOf = (code: string, options: Omit<SubjectOptions, 'files'> = {}): Subject =>
  subject({ files: { 'index.js': code }, ...options });

export function declare(fn: Partial<LambdaFunction>): LambdaFunction {
  return {
    stack: 'Stack',
    logicalId: 'Subject',
    functionName: 'subject',
    arn,
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    codeDirectory: '/nowhere',
    timeoutSeconds: 20,
    memoryMegabytes: 128,
    environment: {},
    logFormat: 'Text',
    logGroup: '/aws/lambda/subject',
    roleArn: 'arn:aws:iam::123456789012:role/subject',
    permissions: [],
    ...fn,
  };
}

export async function closeSubjects(): Promise<void> {
  await Promise.all(subjects.splice(0).map(({ host }) => host.close()));
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}
