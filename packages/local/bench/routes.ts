import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, type Gateway } from '../src/gateway/index.ts';
import { createClock, type FunctionHost } from '../src/model/index.ts';
import { loadModel } from '../src/template/index.ts';
import { authorizerCode, handlerCode, writeStack } from './support/stack.ts';
import { median } from './support/statistics.ts';

/*
 * What a request costs the gateway when the API has 10, 300 and 10,000 routes: no socket, functions that answer at once,
 * all in one process, in alternating order; ratios within a round.
 *
 *   node packages/local/bench/routes.ts [--check]
 */
const sizes = [10, 300, 10_000] as const;
const rounds = 41;
const calls = 500;
const budgets: Readonly<Record<number, number>> = { 300: 1.1, 10000: 1.5 };

const answering: FunctionHost = {
  invoke: async (functionArn) => ({
    outcome: {
      kind: 'returned',
      json: functionArn.includes('Authorizer') ? '{"isAuthorized":true}' : '{"statusCode":200}',
    },
    requestId: '3f0e9b1c-0000-4000-8000-000000000000',
    cold: false,
    durationMs: 1,
    logs: [],
  }),
  makeCold: async () => undefined,
  close: async () => undefined,
};

const directory = mkdtempSync(join(tmpdir(), 'scopegate-routes-'));
const gateways = sizes.map((size) => ({ size, gateway: gatewayOf(size), micros: [] as number[] }));
rmSync(directory, { recursive: true, force: true });

for (const { size, gateway } of gateways) await measure(gateway, size, 20 * calls);
for (let round = 0; round < rounds; round++) {
  for (const candidate of round % 2 === 0 ? gateways : gateways.toReversed()) {
    candidate.micros.push(await measure(candidate.gateway, candidate.size, calls));
  }
}
const [base] = gateways;
for (const { size, micros } of gateways) {
  const ratio = median(micros.map((value, round) => value / (base?.micros[round] ?? value)));
  const limit = budgets[size];
  const holds = limit === undefined || ratio <= limit;
  const verdict = limit === undefined ? '     ' : holds ? 'holds' : 'FAILS';
  const text = `${String(size).padStart(6)} routes: ${median(micros).toFixed(1)} us a request, ${ratio.toFixed(2)} of ${base?.size}`;
  process.stdout.write(`${verdict}  ${text}${limit === undefined ? '' : ` (at most ${limit})`}\n`);
  if (!holds && process.argv.includes('--check')) process.exitCode = 1;
}

function gatewayOf(size: number): Gateway {
  const routes = Object.fromEntries(
    Array.from({ length: size }, (_, index) => [`GET /v1/things${index}/{id}`, 'Handler']),
  );
  const functions = { Authorizer: authorizerCode, Handler: handlerCode };
  const model = loadModel({ assembly: writeStack(join(directory, String(size)), { functions, routes }) });
  const [api] = model.apis;
  if (!api) throw new Error('unreachable: the template has an API');
  const settings = { accountRateLimit: 1e9, accountBurstLimit: 1e9, routesPerApi: 10_000 };
  return createGateway({ model, api, functions: answering, clock: createClock(), identities: [], settings });
}

async function measure(gateway: Gateway, size: number, count: number): Promise<number> {
  const startedAt = performance.now();
  for (let call = 0; call < count; call++) {
    const target = `/v1/things${(call * 7919) % size}/42`;
    const headers = [['Host', '127.0.0.1:3000'] as const, ['Authorization', 'Bearer good'] as const];
    const { status } = await gateway.handle({
      method: 'GET',
      target,
      headers,
      body: new Uint8Array(),
      sourceIp: '::1',
    });
    if (status !== 200) throw new Error(`${target}: ${status}`);
  }
  return ((performance.now() - startedAt) * 1000) / count;
}
