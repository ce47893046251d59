import { randomUUID } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaFunction } from '../model/index.ts';
import { environmentVariables, variablesAtStart } from './environment-variables.ts';
import { type EnvironmentOptions, ExecutionEnvironment } from './execution-environment.ts';
import { nodeMajor } from './function-faults.ts';
import { type FunctionHostOptions, placeholders } from './function-host-options.ts';
import { parseNodeOptions } from './node-options.ts';

/** Starts a thread for one function, set up as its declaration and the host's options say. */
export function startEnvironment(
  fn: LambdaFunction,
  options: FunctionHostOptions,
  listeners: Pick<EnvironmentOptions, 'onLog' | 'onExit'>,
): ExecutionEnvironment {
  const { clock, region, endpoints = {}, redirects = [], allowHosts = [], credentials = () => placeholders } = options;
  const taskRoot = realpathSync(fn.codeDirectory);
  const layers = (fn.layerDirectories ?? []).map((layer) => realpathSync(layer)).reverse();
  const logStreamName = newLogStreamName(clock.now(), fn.version ?? '$LATEST');
  const temporaryDirectory = join(realpathSync(tmpdir()), `scopegate-tmp-${randomUUID()}`);
  const variables = environmentVariables({
    fn,
    region,
    credentials: credentials(fn),
    endpoints,
    taskRoot,
    layers,
    logStreamName,
  });
  const { preloads, flags } = parseNodeOptions(variables['NODE_OPTIONS'] ?? '');
  return new ExecutionEnvironment({
    settings: {
      variables,
      preloads,
      nodeFlags: flags,
      handler: fn.handler,
      taskRoot,
      layers,
      temporaryDirectory,
      sdkDirectory: options.sdkDirectory ?? process.cwd(),
      nodeMajor: nodeMajor(fn.runtime) ?? 0,
      logFormat: fn.logFormat,
      applicationLogLevel: fn.applicationLogLevel ?? 'INFO',
      clockOffset: clock.offset,
      functionArn: fn.arn,
      reportsMemory: options.onLog !== undefined,
      redirects,
      allowHosts,
    },
    variablesAtStart: variablesAtStart(variables),
    memoryMegabytes: fn.memoryMegabytes,
    onLog: listeners.onLog,
    onExit: () => {
      rmSync(temporaryDirectory, { recursive: true, force: true });
      listeners.onExit?.();
    },
  });
}

function newLogStreamName(now: number, version: string): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${randomUUID().replaceAll('-', '')}`;
}
