import { connect } from 'node:net';

/*
 * A load client in a process of its own: keep-alive connections, each with one request under way, the answer read no
 * further than its length. Prints one JSON line.
 *
 *   node load.ts <url> <connections> <seconds>
 */
const [url = '', connections = '1', seconds = '1'] = process.argv.slice(2);
const { hostname, port, pathname, host } = new URL(url);
const request = `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer good\r\n\r\n`;
const until = performance.now() + Number(seconds) * 1000;
const latencies: number[] = [];
let failed = 0;

await Promise.all(Array.from({ length: Number(connections) }, drive));
latencies.sort((a, b) => a - b);
const at = (share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
const perSecond = latencies.length / Number(seconds);
process.stdout.write(`${JSON.stringify({ perSecond, failed, p50: at(0.5), p99: at(0.99) })}\n`);

function drive(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let sentAt = 0;
    let answer = '';
    const send = (): void => {
      sentAt = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('connect', send).on('error', reject);
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (!isWhole(answer)) return;
      if (!answer.startsWith('HTTP/1.1 200')) failed++;
      answer = '';
      const now = performance.now();
      latencies.push(now - sentAt);
      if (now < until) return send();
      socket.destroy();
      resolve();
    });
  });
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  return head !== -1 && length !== undefined && answer.length >= head + 4 + Number(length);
}
