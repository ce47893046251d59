import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { authorizerCode, handlerCode } from './stack.ts';

/*
 * The least that does the job: node:http -> authorizer thread -> handler thread -> answer (2 hops), or the authorizer's
 * result kept (1 hop). Threads serve one call at a time, more are started on demand, as many as the platform's.
 *
 *   node floor.ts <hops: 1 or 2>
 */
const [hops = '2'] = process.argv.slice(2);
const most = 10;

function createPool(code: string): (event: object) => Promise<unknown> {
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  let started = 0;
  const source = `${code} const { parentPort } = require('node:worker_threads');
    parentPort.on('message', async (event) => parentPort.postMessage(await exports.handler(event)));`;
  const take = (): Worker | Promise<Worker> => {
    const worker = idle.pop();
    if (worker) return worker;
    if (started++ < most) return new Worker(source, { eval: true });
    return new Promise((resolve) => waiting.push(resolve));
  };
  return async (event) => {
    const worker = await take();
    const answer = await new Promise((resolve) => worker.once('message', resolve).postMessage(event));
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
    return answer;
  };
}

const authorize = createPool(authorizerCode);
const handle = createPool(handlerCode);
let kept: Verdict | undefined;

const server = createServer(async (request, response) => {
  const requestContext = { http: { method: request.method, path: request.url }, routeKey: 'GET /hello' };
  const event = { version: '2.0', headers: request.headers, requestContext };
  const verdict = kept ?? ((await authorize(event)) as Verdict);
  if (hops === '1') kept = verdict;
  if (!verdict.isAuthorized) return response.writeHead(403).end('{"message":"Forbidden"}');
  const authorizer = { lambda: verdict.context };
  const answer = (await handle({ ...event, requestContext: { ...requestContext, authorizer } })) as Answer;
  response.writeHead(answer.statusCode, headersOf(answer.body)).end(answer.body);
  return undefined;
});
const headersOf = (body: string) => ({ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

interface Verdict {
  readonly isAuthorized: boolean;
  readonly context: object;
}

interface Answer {
  readonly statusCode: number;
  readonly body: string;
}
