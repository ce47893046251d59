import type { GivenIdentity, Platform } from '@scopegate/local';
import type { Host } from '../host/host.ts';
import type { Interruption } from '../host/interruption.ts';
import { describeRun } from '../run/describe-run.ts';
import type { RunState } from '../run/run-state.ts';
import { lastFile, removeRun, writeRun } from '../run/state-files.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { startReport } from './start-report.ts';

/** A started platform, how it is shown, and how its changes are followed. */
export interface ServedPlatform {
  readonly platform: Platform;
  readonly port: number;
  /** Absolute: the directory of its record. */
  readonly stateDirectory: string;
  readonly served: RunState['served'];
  /** Absolute: what is served. */
  readonly assembly: string;
  readonly identities: readonly GivenIdentity[];
  readonly interruption: Interruption;
  /** Prints the report as JSON instead of the screen. */
  readonly json: boolean;
  /** The text that a person sees. */
  readonly screen: () => string;
  /** Follows changes; `publish` records the assembly that is served from then on. @returns stops following */
  readonly watch?: ((publish: (assembly: string) => void) => Promise<() => Promise<void>>) | undefined;
}

/**
 * Records a platform and shows it; serves until a signal comes, then closes the platform and removes the record.
 *
 * @returns the exit code
 */
export async function serve(host: Host, serving: ServedPlatform): Promise<number> {
  const { platform, port, stateDirectory, interruption } = serving;
  let stopWatching: (() => Promise<void>) | undefined;
  try {
    interruption.signal.throwIfAborted();
    const run = publish(host, serving);
    if (!serving.json) host.stderr.write(serving.screen());
    stopWatching = await serving.watch?.((assembly) => publish(host, { ...serving, assembly }));
    host.stdout.write(serving.json ? reportLine(serving) : `ready ${run.url}\n`);
    await interruption.happened;
    host.stderr.write('stopping ...\n');
  } finally {
    await stopWatching?.();
    await platform.close();
    removeRun(stateDirectory, { port, pid: host.pid });
  }
  return exitCodes.ok;
}

/** Records the platform for the other commands. */
function publish(
  host: Host,
  { platform, port, stateDirectory, served, assembly, identities }: ServedPlatform,
): RunState {
  const facts = { port, pid: host.pid, startedAt: host.now(), served, assembly, identities };
  const run = describeRun(platform, facts);
  writeRun(stateDirectory, run);
  return run;
}

const reportLine = ({ platform, stateDirectory }: ServedPlatform): string =>
  `${JSON.stringify(startReport(platform, lastFile(stateDirectory)))}\n`;
