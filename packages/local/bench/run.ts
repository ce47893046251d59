import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Candidate, type Run, runCandidate } from './support/candidate.ts';
import { serverlessOffline } from './support/serverless-offline.ts';
import { authorizerCode, handlerCode, writeStack } from './support/stack.ts';
import { median } from './support/statistics.ts';

/*
 * The built platform (dist: what users run) beside the floor, and beside serverless-offline where a directory with it is named: fresh processes in
 * alternating order, ratios within a round, medians over the rounds.
 *
 *   node packages/local/bench/run.ts [--rounds 5] [--seconds 3] [--serverless-offline <directory>] [--check] [--source]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    'serverless-offline': { type: 'string' },
    check: { type: 'boolean', default: false },
    source: { type: 'boolean', default: false },
  },
});
const workDirectory = mkdtempSync(join(tmpdir(), 'scopegate-bench-'));
const node = (script: string, ...args: string[]) => [
  process.execPath,
  join(import.meta.dirname, 'support', script),
  ...args,
];
const entry = join(import.meta.dirname, '..', values.source ? 'src/index.ts' : 'dist/index.js');
if (!existsSync(entry)) throw new Error(`${entry} is not there. Run \`pnpm build:packages\`, or measure the --source.`);
let failures = 0;

try {
  for (const cached of [false, true]) await compare(cached);
} finally {
  rmSync(workDirectory, { recursive: true, force: true });
}
process.exitCode = values.check && failures > 0 ? 1 : 0;

async function compare(cached: boolean): Promise<void> {
  const peer = values['serverless-offline'];
  const ttlSeconds = cached ? 300 : 0;
  const candidates = [
    { name: 'floor', command: node('floor.ts', cached ? '1' : '2') },
    platform(cached),
    ...(peer === undefined ? [] : [serverlessOffline(peer, join(workDirectory, 'peer'), ttlSeconds)]),
  ];
  const runs = new Map<string, Run[]>(candidates.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const candidate of round % 2 === 0 ? candidates : candidates.toReversed()) {
      runs.get(candidate.name)?.push(await runCandidate(candidate, Number(values.seconds)));
    }
  }
  print(cached, runs);
}

function platform(cached: boolean): Candidate {
  const name = cached ? 'cached' : 'uncached';
  const assembly = writeStack(join(workDirectory, name), {
    functions: { Authorizer: authorizerCode, Handler: handlerCode },
    routes: { 'GET /hello': 'Handler' },
    authorizerTtlSeconds: cached ? 300 : 0,
  });
  return { name: 'platform', command: node('platform.js', entry, assembly, join(workDirectory, `${name}-state`)) };
}

function print(cached: boolean, runs: ReadonlyMap<string, readonly Run[]>): void {
  const floor = runs.get('floor') ?? [];
  const ours = runs.get('platform') ?? [];
  const peer = runs.get('serverless-offline');
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  say(`\nauthorizer ${cached ? 'cached: one hop' : 'not cached: two hops'}`);
  for (const [name, list] of runs) say(row(name, list));
  const ratio = (of: (run: Run) => number, base: readonly Run[]): number =>
    median(ours.map((run, round) => of(run) / of(base[round] ?? run)));
  budget(
    'req/s at 16 connections, of the floor',
    ratio((run) => run.many.perSecond, floor),
    { atLeast: 0.85 },
  );
  budget(
    'p99 at 16 connections, of the floor',
    ratio((run) => run.many.p99, floor),
    { atMost: 2 },
  );
  budget(
    'p50 at 1 connection, of the floor',
    ratio((run) => run.one.p50, floor),
    { atMost: 1.25 },
  );
  budget('start to first authorized 200, ms', median(ours.map((run) => run.startMs)), { atMost: 350 });
  budget('RSS after the first answer, MB', median(ours.map((run) => run.firstMegabytes)), { atMost: 130 });
  if (peer)
    budget(
      'req/s of serverless-offline',
      ratio((run) => run.many.perSecond, peer),
      { atLeast: cached ? 15 : 12 },
    );
}

function row(name: string, runs: readonly Run[]): string {
  const mid = (of: (run: Run) => number, digits: number): string => median(runs.map(of)).toFixed(digits);
  return [
    name.padEnd(18),
    `${mid((run) => run.many.perSecond, 0)} req/s`,
    `p50 ${mid((run) => run.many.p50, 2)} p99 ${mid((run) => run.many.p99, 2)} ms at 16`,
    `p50 ${mid((run) => run.one.p50, 3)} ms at 1`,
    `start ${mid((run) => run.startMs, 0)} ms`,
    `RSS ${mid((run) => run.firstMegabytes, 0)} MB`,
  ].join('  ');
}

function budget(name: string, value: number, { atLeast, atMost }: { atLeast?: number; atMost?: number }): void {
  const holds = value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
  if (!holds) failures++;
  const limit = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  process.stdout.write(`  ${holds ? 'holds' : 'FAILS'}  ${name}: ${value.toFixed(2)} (${limit})\n`);
}
