import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Candidate, type Load, type Running, startCandidate } from './support/candidate.ts';
import { serverlessOffline } from './support/serverless-offline.ts';
import { authorizerCode, handlerCode, writeStack } from './support/stack.ts';
import { median } from './support/statistics.ts';

/*
 * The built platform (dist: what users run), and serverless-offline beside it where a directory with it is named. In each
 * round both start anew; then they take turns under load, in alternating order. Ratios within a turn, medians over all.
 *
 *   node packages/local/bench/run.ts [--rounds 5] [--turns 5] [--seconds 1] [--serverless-offline <directory>] [--check] [--source]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    turns: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1' },
    'serverless-offline': { type: 'string' },
    check: { type: 'boolean', default: false },
    source: { type: 'boolean', default: false },
  },
});
const peerName = 'serverless-offline';
const workDirectory = mkdtempSync(join(tmpdir(), 'scopegate-bench-'));
const node = (script: string, ...args: string[]) => [
  process.execPath,
  join(import.meta.dirname, 'support', script),
  ...args,
];
const entry = join(import.meta.dirname, '..', values.source ? 'src/index.ts' : 'dist/index.js');
if (!existsSync(entry)) throw new Error(`${entry} is not there. Run \`pnpm build:packages\`, or measure the --source.`);
/** Ten environments of each function have to start, and their code to be optimized. */
const warmSeconds = 6;
let failures = 0;

/** What was measured of a candidate: of each round, and of each turn of all rounds. */
interface Measured {
  readonly starts: Pick<Running, 'startMs' | 'firstMegabytes'>[];
  readonly turns: Turn[];
}

interface Turn {
  readonly many: Load;
  readonly one: Load;
}

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
    platform(cached),
    ...(peer === undefined ? [] : [serverlessOffline(peer, join(workDirectory, 'peer'), ttlSeconds)]),
  ];
  const all = new Map<string, Measured>(candidates.map(({ name }) => [name, { starts: [], turns: [] }]));
  for (let round = 0; round < Number(values.rounds); round++) {
    await measureRound(round % 2 === 0 ? candidates : candidates.toReversed(), all);
  }
  print(cached, all);
}

async function measureRound(candidates: readonly Candidate[], all: ReadonlyMap<string, Measured>): Promise<void> {
  const running = new Map<string, Running>();
  try {
    for (const candidate of candidates) {
      const started = await startCandidate(candidate);
      running.set(candidate.name, started);
      all.get(candidate.name)?.starts.push(started);
      await started.load(16, warmSeconds);
    }
    for (let turn = 0; turn < Number(values.turns); turn++) {
      for (const [name, each] of turn % 2 === 0 ? [...running] : [...running].reverse()) {
        const many = await each.load(16, Number(values.seconds));
        const one = await each.load(1, Number(values.seconds));
        all.get(name)?.turns.push({ many, one });
      }
    }
  } finally {
    for (const each of running.values()) await each.end();
  }
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

function print(cached: boolean, all: ReadonlyMap<string, Measured>): void {
  const ours = all.get('platform') ?? { starts: [], turns: [] };
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  say(`\nauthorizer ${cached ? 'cached: one hop' : 'not cached: two hops'}`);
  for (const [name, measured] of all) say(row(name, measured));
  budget('start to first authorized 200, ms', spread(ours.starts.map(({ startMs }) => startMs)), { atMost: 350 });
  budget('RSS after the first answer, MB', spread(ours.starts.map(({ firstMegabytes }) => firstMegabytes)), {
    atMost: 130,
  });
  const peer = all.get(peerName)?.turns;
  if (peer === undefined) return;
  const ratio = (of: (turn: Turn) => number): Ratios =>
    spread(ours.turns.flatMap((turn, at) => (peer[at] === undefined ? [] : [of(turn) / of(peer[at])])));
  budget(
    'p50 at 1 connection, of serverless-offline',
    ratio(({ one }) => one.p50),
    { atMost: 0.2 },
  );
  budget(
    'req/s at 16 connections, of serverless-offline',
    ratio(({ many }) => many.perSecond),
    { atLeast: 5 },
  );
}

function row(name: string, { starts, turns }: Measured): string {
  const mid = <T>(list: readonly T[], of: (item: T) => number, digits: number): string =>
    median(list.map(of)).toFixed(digits);
  return [
    name.padEnd(18),
    `${mid(turns, ({ many }) => many.perSecond, 0)} req/s`,
    `p50 ${mid(turns, ({ many }) => many.p50, 2)} p99 ${mid(turns, ({ many }) => many.p99, 2)} ms at 16`,
    `p50 ${mid(turns, ({ one }) => one.p50, 3)} ms at 1`,
    `start ${mid(starts, ({ startMs }) => startMs, 0)} ms`,
    `RSS ${mid(starts, ({ firstMegabytes }) => firstMegabytes, 0)} MB`,
  ].join('  ');
}

interface Ratios {
  readonly middle: number;
  /** Of the middle half. */
  readonly from: number;
  readonly to: number;
}

function spread(list: readonly number[]): Ratios {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { middle: median(list), from: at(0.25), to: at(0.75) };
}

function budget(
  name: string,
  { middle, from, to }: Ratios,
  { atLeast, atMost }: { atLeast?: number; atMost?: number },
): void {
  const holds = middle >= (atLeast ?? -Infinity) && middle <= (atMost ?? Infinity);
  if (!holds) failures++;
  const limit = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  process.stdout.write(
    `  ${holds ? 'holds' : 'FAILS'}  ${name}: ${middle.toFixed(2)} (half of them ${from.toFixed(2)} to ${to.toFixed(2)}; ${limit})\n`,
  );
}
