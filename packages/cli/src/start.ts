import { resolve } from 'node:path';
import type { Platform, PlatformOptions } from '@scopegate/local';
import { chooseStage } from './choose-stage.ts';
import { describeRun } from './describe-run.ts';
import { readEnvFile } from './env-file.ts';
import { exitCodes } from './exit-codes.ts';
import { expectedMatrix } from './expected-matrix.ts';
import type { Host } from './host.ts';
import { type Interruption, watchInterruption } from './interruption.ts';
import { invocation } from './invocation.ts';
import type { LoadedProject } from './load-project.ts';
import { ensureLocalAssembly } from './local-assembly.ts';
import { functionLine, requestLine, traceJsonLine } from './log-lines.ts';
import { paintFor } from './paint.ts';
import type { RunState } from './run-state.ts';
import { portTaken, startPlatformIn } from './start-platform.ts';
import { startScreen } from './start-screen.ts';
import { portDirectory, readStoredRun, removeRun, writeRun } from './state-files.ts';
import { reloadOnChange } from './watch/reload-on-change.ts';

/** Where the local API listens unless told otherwise. */
export const defaultPort = 3000;

export interface StartOptions {
  /** @default {@link defaultPort}; 0: any free one */
  readonly port?: number | undefined;
  /** A file of environment variables, relative to the working directory. */
  readonly env?: string | undefined;
  /** Empties the data of the port first. */
  readonly fresh?: boolean | undefined;
  readonly stage?: string | undefined;
  /** Takes up changes of the project's inputs while it serves. @default true */
  readonly watch?: boolean | undefined;
  /** @default nothing is logged */
  readonly log?: 'text' | 'json' | undefined;
}

/**
 * Builds, synthesizes and serves a stage until a signal comes; then takes everything down.
 *
 * @returns the exit code
 * @throws {CliError} when it cannot serve; nothing is left behind then
 */
export async function start(project: LoadedProject, host: Host, options: StartOptions): Promise<number> {
  const stage = chooseStage(project, options.stage);
  const environmentOverrides = options.env === undefined ? {} : readEnvFile(resolve(host.cwd, options.env));
  const port = await choosePort(project, host, options.port ?? defaultPort);
  const interruption = watchInterruption(host, () => removeRun(project.stateDirectory, { port, pid: host.pid }));
  try {
    const { directory } = await ensureLocalAssembly(project, host, { stage, signal: interruption.signal });
    const platform = await startPlatformIn(await host.loadPlatform(), {
      ...logging(host, options.log),
      assembly: directory,
      stack: project.app.stack(stage),
      port,
      stateDirectory: portDirectory(project.stateDirectory, port),
      fresh: options.fresh ?? false,
      environmentOverrides,
    });
    return await serve(project, host, {
      platform,
      port,
      stage,
      assembly: directory,
      interruption,
      watch: options.watch ?? true,
    });
  } finally {
    interruption.end();
  }
}

// Asked before the build, and before a state directory is touched that a running platform may be using.
async function choosePort({ stateDirectory }: LoadedProject, host: Host, port: number): Promise<number> {
  if (port === 0) return await host.freePort();
  if (await host.isPortFree(port)) return port;
  const run = readStoredRun(stateDirectory, port);
  throw portTaken(port, run !== undefined && host.isAlive(run.pid) ? run.pid : undefined);
}

interface Serving {
  readonly platform: Platform;
  readonly port: number;
  readonly stage: string;
  readonly assembly: string;
  readonly interruption: Interruption;
  readonly watch: boolean;
}

async function serve(project: LoadedProject, host: Host, serving: Serving): Promise<number> {
  const { platform, port, interruption } = serving;
  let stopWatching: (() => Promise<void>) | undefined;
  try {
    interruption.signal.throwIfAborted();
    const run = publishRun(project, host, serving);
    host.stderr.write(
      startScreen({
        platform,
        matrix: expectedMatrix(project.contract, project.clients),
        defaultClient: project.defaultClient,
        paint: paintFor(host.stderr),
        typed: (command) => invocation(command, host),
      }),
    );
    if (serving.watch) stopWatching = await watchInputs(project, host, serving);
    host.stdout.write(`ready ${run.url}\n`);
    await interruption.happened;
    host.stderr.write('stopping ...\n');
  } finally {
    await stopWatching?.();
    await platform.close();
    removeRun(project.stateDirectory, { port, pid: host.pid });
  }
  return exitCodes.ok;
}

/** Writes down where everything is, for the other commands. */
function publishRun({ stateDirectory }: LoadedProject, host: Host, { platform, port, assembly }: Serving): RunState {
  const run = describeRun(platform, { port, pid: host.pid, startedAt: host.now(), assembly });
  writeRun(stateDirectory, run);
  return run;
}

const watchInputs = (project: LoadedProject, host: Host, serving: Serving): Promise<() => Promise<void>> =>
  reloadOnChange(project, host, {
    ...serving,
    signal: serving.interruption.signal,
    onAssembly: (assembly) => publishRun(project, host, { ...serving, assembly }),
  });

function logging({ stderr }: Host, log: StartOptions['log']): Pick<PlatformOptions, 'onLog' | 'onTrace'> {
  if (log === undefined) return {};
  if (log === 'json') return { onTrace: (trace) => stderr.write(traceJsonLine(trace)) };
  return {
    onLog: (functionName, line) => stderr.write(functionLine(functionName, line)),
    onTrace: (trace) => stderr.write(requestLine(trace)),
  };
}
