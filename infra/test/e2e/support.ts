import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sha256 } from '@aws-crypto/sha256-js';
import {
  type Clock,
  createClock,
  type Platform,
  type PlatformOptions,
  type RequestTrace,
  startPlatform,
} from '@scopegate/local';
import { SignatureV4 } from '@smithy/signature-v4';

/** A directory of this test run, removed at its end. */
const scratch = mkdtempSync(join(tmpdir(), 'orders-e2e-'));
export const removeScratch = (): void => rmSync(scratch, { recursive: true, force: true });

/** A changed copy of an assembly; `file` maps a file's text, by its path in the assembly, to its new text. */
export function copyAssembly(assembly: string, file: (path: string, text: string) => string): string {
  const copy = mkdtempSync(join(scratch, 'changed-'));
  cpSync(assembly, copy, { recursive: true });
  for (const entry of readdirSync(copy, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, 'utf8');
    const changed = file(path.slice(copy.length + 1), text);
    if (changed !== text) writeFileSync(path, changed);
  }
  return copy;
}

/** Environments per function: some, without the many cold starts of the default ten. */
export const environments = 3;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** The body, read as JSON. */
  json(): Record<string, unknown>;
  /** What the platform recorded about the request. */
  readonly trace: RequestTrace | undefined;
}

/** The orders service, running, and everything a caller of it needs. */
export interface Orders {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly url: string;
  /** An access token from the real token endpoint. */
  token(client: string, scope?: string): Promise<string>;
  tokenAnswer(client: string, form: Readonly<Record<string, string>>): Promise<Response>;
  call(request: string, options?: CallOptions): Promise<Answer>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function startOrders(
  assembly: string,
  gatewaySettings: NonNullable<PlatformOptions['gatewaySettings']> = {},
): Promise<Orders> {
  const clock = createClock();
  const traces = new Map<string, RequestTrace>();
  const stateDirectory = mkdtempSync(join(scratch, 'state-'));
  const onTrace = (trace: RequestTrace) => traces.set(trace.id, trace);
  const platform = await startPlatform({
    assembly,
    port: 0,
    stateDirectory,
    clock,
    onTrace,
    environments,
    gatewaySettings,
  });
  const url = platform.apis[0]?.url ?? '';
  const tokenAnswer: Orders['tokenAnswer'] = (client, form) => requestToken(platform, client, form);
  return {
    platform,
    clock,
    url,
    tokenAnswer,
    token: async (client, scope) => {
      const answer = await tokenAnswer(client, scope === undefined ? {} : { scope });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      return token;
    },
    call: async (request, { token, body, headers = {} } = {}) => {
      const [method = '', path] = request.split(' ');
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { ...json, ...authorization, ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text,
        json: () => JSON.parse(text),
        trace: traces.get(response.headers.get('apigw-requestid') ?? ''),
      };
    },
    close: () => platform.close(),
  };
}

/** An operation on the tables, with the key of the platform's owner. */
export async function asOwner(
  { databaseEndpoint, iam }: Platform,
  operation: string,
  input: object,
): Promise<Response> {
  const signer = new SignatureV4({ credentials: iam, region: iam.region, service: 'dynamodb', sha256: Sha256 });
  const { hostname, host } = new URL(databaseEndpoint);
  const body = JSON.stringify(input);
  const protocol = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
  };
  const request = { method: 'POST', protocol: 'http:', hostname, path: '/', headers: { ...protocol, host }, body };
  const { headers } = await signer.sign(request);
  return fetch(databaseEndpoint, { method: 'POST', headers, body });
}

function requestToken({ pools }: Platform, name: string, form: Readonly<Record<string, string>>): Promise<Response> {
  const [pool] = pools;
  const client = pool?.clients.find((known) => known.name === name);
  if (pool?.tokenEndpoint === undefined || client === undefined) throw new Error(`no client ${name}`);
  return fetch(pool.tokenEndpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
  });
}
