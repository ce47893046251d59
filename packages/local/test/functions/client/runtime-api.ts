import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a runtime told. */
export interface Posted {
  readonly kind: 'response' | 'error' | 'init error';
  readonly body: string;
}

/**
 * The part of Lambda's Runtime API that a runtime client uses, for one client at a time.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #server: Server;
  #waiting: ServerResponse | undefined;
  #payload: string | undefined;
  #posted = Promise.withResolvers<Posted>();
  #calls = 0;
  #wasAsked = false;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<RuntimeApi> {
    const api = new RuntimeApi();
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Before another client starts. */
  reset(): void {
    this.#waiting = undefined;
    this.#wasAsked = false;
  }

  /** Whether the client has asked for a call: its init is over. */
  get wasAsked(): boolean {
    return this.#wasAsked;
  }

  /** Gives a call to the client, now or when it asks. @returns what it tells about it */
  serve(payload: string): Promise<Posted> {
    this.#posted = Promise.withResolvers();
    this.#payload = payload;
    this.#give();
    return this.#posted.promise;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { url = '' } = request;
    if (url.endsWith('/invocation/next')) {
      this.#waiting = response;
      this.#wasAsked = true;
      this.#give();
      return;
    }
    response.writeHead(202).end('{}');
    const kind = url.endsWith('/init/error') ? 'init error' : url.endsWith('/error') ? 'error' : 'response';
    this.#posted.resolve({ kind, body });
  }

  #give(): void {
    if (this.#waiting === undefined || this.#payload === undefined) return;
    const id = `00000000-0000-4000-8000-${String(++this.#calls).padStart(12, '0')}`;
    this.#waiting.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(Date.now() + 20_000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:subject',
      'lambda-runtime-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0',
    });
    this.#waiting.end(this.#payload);
    this.#waiting = undefined;
    this.#payload = undefined;
  }
}
