import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
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
  const event = eventOf(request);
  const verdict = kept ?? ((await authorize(event)) as Verdict);
  if (hops === '1') kept = verdict;
  if (!verdict.isAuthorized) return response.writeHead(403).end('{"message":"Forbidden"}');
  const authorizer = { lambda: verdict.context };
  const answer = (await handle({ ...event, requestContext: { ...event.requestContext, authorizer } })) as Answer;
  response.writeHead(answer.statusCode, headersOf(answer.body)).end(answer.body);
  return undefined;
});

/** All members that API Gateway documents for payload format 2.0: a function must find them. */
function eventOf({ method, url = '/', headers, socket }: IncomingMessage) {
  const now = Date.now();
  const gatewayHeaders = {
    'x-forwarded-for': socket.remoteAddress,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
  const routeKey = 'GET /hello';
  return {
    version: '2.0',
    routeKey,
    rawPath: url,
    rawQueryString: '',
    headers: { ...headers, ...gatewayHeaders, 'x-amzn-trace-id': `Root=1-67793ffa-${randomBytes(12).toString('hex')}` },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc1234567',
      domainName: 'abc1234567.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'abc1234567',
      http: {
        method,
        path: url,
        protocol: 'HTTP/1.1',
        sourceIp: socket.remoteAddress,
        userAgent: headers['user-agent'],
      },
      requestId: randomBytes(12).toString('base64url'),
      routeKey,
      stage: '$default',
      time: new Date(now).toUTCString(),
      timeEpoch: now,
    },
    isBase64Encoded: false,
  };
}

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
