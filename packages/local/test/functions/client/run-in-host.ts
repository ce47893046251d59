import { rmSync } from 'node:fs';
import { createClock, type FunctionHost, type LambdaFunction, type Outcome } from '../../../src/model/index.ts';
import { declare } from '../e2e/support.ts';
import { normalize } from './normalize.ts';
import { placeFiles } from './place-files.ts';
import type { NodeMajor, RuntimeSubject } from './runtime-subject.ts';

/** What became of one call of a function in our host. */
export interface HostFact {
  readonly outcome: Outcome;
  readonly log: readonly string[];
  /** The next call started cold; undefined where there was none. */
  readonly ended: boolean | undefined;
}

export interface RunningSubject {
  readonly name: string;
  readonly major: NodeMajor;
  readonly subject: RuntimeSubject;
  /** Calls after whose answer the environment ends, and says why. */
  readonly ending: ReadonlySet<string>;
}

type CreateHost = (options: {
  readonly functions: readonly LambdaFunction[];
  readonly clock: ReturnType<typeof createClock>;
  readonly region: string;
  readonly initLimitSeconds: number;
  readonly onLog: (functionName: string, line: string) => void;
}) => FunctionHost;

/** No subject reaches a time limit, however busy the machine is. */
const patienceSeconds = 60;

/** Threads at a time: more than cores, because some calls wait. */
const atATime = 4;

/** Calls all subjects, all in one host. @returns what became of each call, by name, in the order of the subjects */
export async function runInHost(
  createHost: CreateHost,
  subjects: readonly RunningSubject[],
): Promise<readonly ReadonlyMap<string, HostFact>[]> {
  const functions = subjects.map(({ subject, major }, index) => declareSubject(subject, major, index));
  const logs = new Map(functions.map(({ functionName }) => [functionName, [] as string[]]));
  const host = createHost({
    functions,
    clock: createClock(),
    region: 'us-east-1',
    initLimitSeconds: patienceSeconds,
    onLog: (name, line) => logs.get(name)?.push(line),
  });
  const facts: ReadonlyMap<string, HostFact>[] = [];
  const left = [...subjects.entries()];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, running] = next;
      const fn = functions[index] as LambdaFunction;
      facts[index] = await callAll(host, fn, running, logs.get(fn.functionName) ?? []);
      await host.makeCold(fn.arn);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  await host.close();
  for (const { codeDirectory } of functions) rmSync(codeDirectory, { recursive: true });
  return facts;
}

function declareSubject(subject: RuntimeSubject, major: NodeMajor, index: number): LambdaFunction {
  return declare({
    functionName: `subject${index}x`,
    arn: `arn:aws:lambda:us-east-1:123456789012:function:subject${index}x`,
    runtime: `nodejs${major}.x`,
    handler: subject.handler ?? 'index.handler',
    codeDirectory: placeFiles(subject.files),
    timeoutSeconds: patienceSeconds,
    environment: subject.environment ?? {},
    logFormat: subject.logFormat ?? 'Text',
    ...(subject.logFormat === 'JSON' && { applicationLogLevel: subject.logLevel ?? 'INFO' }),
  });
}

async function callAll(
  host: FunctionHost,
  fn: LambdaFunction,
  { subject, ending }: RunningSubject,
  log: string[],
): Promise<ReadonlyMap<string, HostFact>> {
  const facts = new Map<string, HostFact>();
  let before: { readonly name: string; readonly fact: HostFact } | undefined;
  for (const [name, payload] of Object.entries(subject.calls)) {
    const { outcome, cold } = await host.invoke(fn.arn, payload);
    if (before) facts.set(before.name, { ...before.fact, ended: cold });
    if (ending.has(name)) await lastWords(log);
    const lines = log.splice(0).filter((line) => !isOfTheService(line));
    const fact = { ...normalize({ outcome, log: lines }, fn.codeDirectory), ended: undefined };
    before = { name, fact: JSON.parse(JSON.stringify(fact).replaceAll(/subject\d+x/g, 'subject')) };
    facts.set(name, before.fact);
  }
  return facts;
}

/** Why an environment ends. */
export const lastWord = /Unhandled ?Promise ?Rejection|Uncaught ?Exception/;

/** What an environment says after its answer, as it ends. */
async function lastWords(log: readonly string[]): Promise<void> {
  const isSaid = (): boolean => log.some((line) => lastWord.test(line));
  for (const start = performance.now(); !isSaid() && performance.now() - start < patienceSeconds * 1000; ) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const isOfTheService = (line: string): boolean =>
  /^(START|END|REPORT) RequestId/.test(line) || /^\{"time":.*"type":"platform\./.test(line);
