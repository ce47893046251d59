import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClock, startPlatform } from '../src/index.ts';
import { authorizerCode, writeStack } from './support/stack.ts';

/*
 * Mixed requests at a steady rate while functions crash, hang and outgrow their memory, the assembly is reloaded and the
 * clock moves. Ends with exit code 1 when an answer is wrong or missing, or when memory grows.
 *
 *   node packages/local/bench/soak.ts [--seconds 300] [--requests 50000 for 300 seconds]
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '300' }, requests: { type: 'string' } },
});
const seconds = Number(values.seconds);
const total = Number(values.requests ?? Math.round((50_000 * seconds) / 300));
const connections = 16;
const growthLimit = 1.2;
/** When memory is first read: everything has run by then. */
const warmMillis = Math.min(60_000, seconds * 200);

interface Probe {
  /** Of 1000 requests so many; what is left goes to the last. */
  readonly share: number;
  readonly path: string;
  readonly token?: string;
  /** Whether the answer is right. @param from, to the versions that were live while the request was under way */
  readonly isRight: (
    answer: Answer,
    versions: { readonly from: number; readonly to: number; readonly n: number },
  ) => boolean;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

const statusIs = (status: number) => (answer: Answer) => answer.status === status;
const probes: readonly Probe[] = [
  { share: 4, path: '/exit', isRight: statusIs(500) },
  { share: 2, path: '/hang', isRight: statusIs(500) },
  { share: 2, path: '/heap', isRight: statusIs(500) },
  { share: 4, path: '/import', isRight: statusIs(500) },
  { share: 4, path: '/settle', isRight: statusIs(500) },
  { share: 40, path: '/throw', isRight: statusIs(500) },
  { share: 60, path: '/nowhere', isRight: statusIs(404) },
  { share: 60, path: '/echo', token: 'Bearer bad', isRight: statusIs(403) },
  { share: 60, path: '/echo', token: '', isRight: statusIs(401) },
  {
    share: 764,
    path: '/echo',
    isRight: ({ status, body }, { from, to, n }) => {
      const [version, echoed] = body.split(' ').map(Number);
      return status === 200 && echoed === n && version !== undefined && version >= from && version <= to;
    },
  },
];

const handlers = {
  Exit: 'exports.handler = async () => process.exit(1)',
  Hang: 'exports.handler = async () => { for (;;); }',
  Heap: 'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(0.5)); }',
  Import: 'throw new Error("at import")',
  Settle: 'exports.handler = () => new Promise(() => {})',
  Throw: 'exports.handler = async () => { throw new Error("thrown"); }',
};
const routes = Object.fromEntries(
  [...Object.keys(handlers), 'Echo'].map((name) => [`GET /${name.toLowerCase()}`, name] as const),
);

const workDirectory = mkdtempSync(join(tmpdir(), 'scopegate-soak-'));
const writeVersion = (version: number): string =>
  writeStack(join(workDirectory, `v${version}`), {
    functions: {
      ...handlers,
      Authorizer: authorizerCode,
      Echo: `exports.handler = async (event) => '${version} ' + event.queryStringParameters.n`,
    },
    routes,
    authorizerTtlSeconds: 300,
    timeoutSeconds: 1,
  });

const clock = createClock();
const platform = await startPlatform({
  assembly: writeVersion(1),
  stateDirectory: join(workDirectory, 'state'),
  port: 0,
  clock,
});
const url = platform.apis[0]?.url ?? '';
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const startedAt = performance.now();
const elapsed = (): number => performance.now() - startedAt;
const wrong: string[] = [];
let live = 1;
let starting = 1;
let sent = 0;
let right = 0;
let warmMegabytes = 0;

try {
  await Promise.all([...Array.from({ length: connections }, drive), reloadNowAndThen(), moveClock(), readMemory()]);
  report();
} finally {
  agent.destroy();
  await platform.close();
  rmSync(workDirectory, { recursive: true, force: true });
}

async function drive(): Promise<void> {
  while (sent < total) {
    const n = sent++;
    const aheadMillis = (n / total) * seconds * 1000 - elapsed();
    if (aheadMillis > 0) await pause(aheadMillis);
    await probe(n);
  }
}

async function probe(n: number): Promise<void> {
  const chosen = choose((n * 617) % 1000);
  const from = live;
  const answer = await ask(`${url}${chosen.path}?n=${n}`, chosen.token ?? 'Bearer good');
  if (chosen.isRight(answer, { from, to: starting, n })) right++;
  else
    wrong.push(
      `${chosen.path} ${chosen.token ?? ''} n=${n}: ${answer.status} ${answer.body} (versions ${from} to ${starting})`,
    );
}

function choose(ticket: number): Probe {
  let left = ticket;
  for (const candidate of probes) {
    left -= candidate.share;
    if (left < 0) return candidate;
  }
  throw new Error('The shares of the probes add up to less than 1000.');
}

function ask(address: string, token: string): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = token === '' ? {} : { authorization: token };
    const lost = (error: Error): void => resolve({ status: 0, body: error.message });
    const request = get(address, { agent, headers, timeout: 40_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body })).on('error', lost);
    });
    request.on('timeout', () => request.destroy(new Error('no answer'))).on('error', lost);
  });
}

async function reloadNowAndThen(): Promise<void> {
  while (sent < total) {
    await pause(4000);
    starting = live + 1;
    await platform.reload({ assembly: writeVersion(starting) });
    live = starting;
    await platform.reload({ assembly: join(workDirectory, 'gone') }).then(
      () => wrong.push('a reload of nothing went well'),
      () => undefined,
    );
  }
}

async function moveClock(): Promise<void> {
  for (let move = 0; sent < total; move++) {
    await pause(700);
    clock.advance(move % 2 === 0 ? 3_600_000 : -3_500_000);
  }
}

async function readMemory(): Promise<void> {
  await pause(warmMillis);
  warmMegabytes = megabytes();
}

function megabytes(): number {
  return process.memoryUsage().rss / 2 ** 20;
}

function report(): void {
  const growth = megabytes() / warmMegabytes;
  const faults = [
    ...wrong.slice(0, 20),
    ...(right + wrong.length === total ? [] : [`${total - right - wrong.length} answers are missing`]),
    ...(growth <= growthLimit ? [] : [`memory grew by ${growth.toFixed(2)}; allowed is ${growthLimit}`]),
  ];
  const memory = `${warmMegabytes.toFixed(0)} MB after ${warmMillis / 1000} s, ${megabytes().toFixed(0)} MB at the end`;
  process.stdout.write(
    `${right} of ${total} answers right in ${(elapsed() / 1000).toFixed(0)} s; ${live} versions; ${memory} (x ${growth.toFixed(2)})\n`,
  );
  for (const fault of faults) process.stdout.write(`wrong: ${fault}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
