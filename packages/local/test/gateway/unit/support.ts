import {
  completeSettings,
  createGateway,
  createHttpServer,
  type Gateway,
  GatewayConfigurationError,
  type GatewayOptions,
  type GatewayRequest,
  type Handle,
  type HttpServer,
  mutualTlsOptions,
  type RequestTrace,
} from '../../../src/gateway/index.ts';
import type { RoutedRequest } from '../../../src/gateway/request/routed-request.ts';
import type {
  Api,
  Authorization,
  Clock,
  Fault,
  FunctionHost,
  HttpProxyIntegration,
  Invocation,
  InvokePermission,
  JwtAuthorizer,
  LambdaAuthorizer,
  LambdaFunction,
  LambdaIntegration,
  Model,
  Outcome,
  Route,
  Stage,
} from '../../../src/model/index.ts';

/** The faults for which a gateway does not start; fails the test when it starts. */
export function gatewayFaultsOf(start: () => unknown): readonly Fault[] {
  try {
    start();
  } catch (error) {
    if (error instanceof GatewayConfigurationError) return error.faults;
    throw error;
  }
  throw new Error('the gateway was started, but should have been refused');
}

export const startAt = Date.UTC(2026, 2, 12, 19, 3, 58);

export function fakeClock(): Clock {
  let now = startAt;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    offset: new SharedArrayBuffer(8),
  };
}

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

export const permission = (sourceArn?: string, changes: Partial<InvokePermission> = {}): InvokePermission => ({
  stack: 'Test',
  logicalId: 'Grant',
  action: 'lambda:InvokeFunction',
  principal: 'apigateway.amazonaws.com',
  ...(sourceArn !== undefined && { sourceArn }),
  ...changes,
});

export const lambda = (name: string, changes: Partial<LambdaFunction> = {}): LambdaFunction => ({
  stack: 'Test',
  logicalId: name,
  functionName: name,
  arn: arnOf(name),
  runtime: 'nodejs24.x',
  handler: 'index.handler',
  codeDirectory: '/nowhere',
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  environment: {},
  logFormat: 'Text',
  logGroup: `/aws/lambda/${name}`,
  roleArn: `arn:aws:iam::123456789012:role/${name}`,
  permissions: [permission('arn:aws:execute-api:us-east-1:123456789012:abc1234567/*')],
  ...changes,
});

export const authorizer = (changes: Partial<LambdaAuthorizer> = {}): LambdaAuthorizer => ({
  stack: 'Test',
  logicalId: 'Authorizer',
  authorizerId: 'auth01',
  name: 'Authorizer',
  functionArn: arnOf('authorizer'),
  payloadFormatVersion: '2.0',
  enableSimpleResponses: true,
  identitySource: ['$request.header.Authorization'],
  resultTtlSeconds: 0,
  ...changes,
});

export const custom = (changes: Partial<LambdaAuthorizer> = {}): Authorization => ({
  type: 'CUSTOM',
  authorizer: authorizer(changes),
});

export const route = (
  routeKey: string,
  authorization: Authorization = { type: 'NONE' },
  integration: Partial<LambdaIntegration> = {},
): Route => ({
  stack: 'Test',
  logicalId: `Route${routeKey.replace(/\W/g, '')}`,
  routeKey,
  authorization,
  integration: {
    stack: 'Test',
    logicalId: 'Integration',
    type: 'AWS_PROXY',
    integrationId: 'int01',
    functionArn: arnOf('backend'),
    payloadFormatVersion: '2.0',
    timeoutMillis: 30_000,
    ...integration,
  },
});

/** A route behind a JWT authorizer. */
export const jwtRoute = (
  routeKey: string,
  scopes: readonly string[] = [],
  changes: Partial<JwtAuthorizer> = {},
): Route =>
  route(routeKey, {
    type: 'JWT',
    scopes,
    authorizer: {
      stack: 'Test',
      logicalId: 'Jwt',
      authorizerId: 'jwt001',
      name: 'Jwt',
      issuer: 'https://issuer.example',
      audience: ['orders'],
      identitySource: '$request.header.Authorization',
      ...changes,
    },
  });

/** A route to an HTTP target. */
export const proxyRoute = (routeKey: string, changes: Partial<HttpProxyIntegration>): Route => ({
  ...route(routeKey),
  integration: {
    stack: 'Test',
    logicalId: 'Proxy',
    type: 'HTTP_PROXY',
    integrationId: `proxy${routeKey}`,
    uri: 'http://127.0.0.1:1/',
    method: 'ANY',
    timeoutMillis: 30_000,
    requestParameters: {},
    responseParameters: {},
    ...changes,
  },
});

export const stage = (name = '$default', changes: Partial<Stage> = {}): Stage => ({
  stack: 'Test',
  logicalId: `Stage${name.replace(/\W/g, '')}`,
  name,
  variables: {},
  defaultThrottle: {},
  routeThrottles: {},
  ...changes,
});

export const api = (changes: Partial<Api> = {}): Api => ({
  stack: 'Test',
  logicalId: 'Api',
  apiId: 'abc1234567',
  name: 'test',
  disableExecuteApiEndpoint: false,
  stages: [stage()],
  routes: [],
  ...changes,
});

export const model = (changes: Partial<Model> = {}): Model => ({
  partition: 'aws',
  region: 'us-east-1',
  accountId: '123456789012',
  apis: [],
  domainNames: [],
  functions: [lambda('backend'), lambda('authorizer')],
  tables: [],
  userPools: [],
  roles: [],
  notRun: [],
  ...changes,
});

/** A result to return as it is, or an outcome, or a promise of either. */
export type Handler = (event: never) => unknown;

export const outcome = (value: Outcome, logs: readonly string[] = []) => ({ outcome: value, logs });

const isOutcome = (value: unknown): value is { outcome: Outcome; logs: readonly string[] } =>
  typeof value === 'object' && value !== null && 'outcome' in value && 'logs' in value;

/** Functions that live in the test, by name, and what they were called with. */
export function fakeFunctions(handlers: Readonly<Record<string, Handler>>) {
  const calls: { readonly name: string; readonly event: Record<string, unknown> }[] = [];
  const host: FunctionHost = {
    async invoke(functionArn, payload): Promise<Invocation> {
      const name = functionArn.split(':').at(-1) ?? '';
      const event = JSON.parse(payload) as Record<string, unknown>;
      calls.push({ name, event });
      const result = await handlers[name]?.(event as never);
      const wrapped = isOutcome(result) ? result : outcome({ kind: 'returned', json: JSON.stringify(result ?? null) });
      return { ...wrapped, requestId: '3f0e9b1c-0000-4000-8000-000000000000', cold: calls.length === 1, durationMs: 1 };
    },
    makeCold: async () => undefined,
    close: async () => undefined,
  };
  return { host, calls, eventsOf: (name: string) => calls.filter((call) => call.name === name).map((c) => c.event) };
}

export interface Fixture {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly traces: RequestTrace[];
  readonly accessLog: string[];
  readonly functions: ReturnType<typeof fakeFunctions>;
  send(method: string, target: string, more?: Partial<GatewayRequest>): Promise<Answer>;
  /** @param port @default any free one */
  listen(port?: number): Promise<Address>;
  listenForDomain(domainName: string, tls: Parameters<typeof mutualTlsOptions>[0]): Promise<Address>;
  /** Ends what listens. */
  close(): Promise<void>;
}

export interface Address {
  readonly url: string;
  readonly port: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly cookies: string[];
  readonly text: string;
}

type PassedOn = 'settings' | 'issuerKeys' | 'allowedHttpHosts' | 'accountThrottle' | 'gatewayOf';

export type FixtureOptions = Partial<Api> &
  Partial<Pick<GatewayOptions, PassedOn | 'identities' | 'onTrace'>> & {
    readonly domainNames?: Model['domainNames'];
    readonly handlers?: Readonly<Record<string, Handler>>;
    readonly functions?: readonly LambdaFunction[];
  };

export function fixture({
  handlers,
  settings,
  issuerKeys,
  allowedHttpHosts,
  accountThrottle,
  gatewayOf,
  domainNames = [],
  identities,
  functions: lambdas,
  onTrace,
  ...apiChanges
}: FixtureOptions): Fixture {
  const clock = fakeClock();
  const functions = fakeFunctions({ backend: () => ({ statusCode: 200, body: 'ok' }), ...handlers });
  const traces: RequestTrace[] = [];
  const accessLog: string[] = [];
  const gateway = createGateway({
    model: model({ ...(lambdas && { functions: lambdas }), domainNames }),
    api: api(apiChanges),
    functions: functions.host,
    clock,
    identities: identities ?? [],
    random: (count) => new Uint8Array(count).fill(7),
    onTrace: onTrace ?? ((record) => traces.push(record.read())),
    onAccessLog: (line) => accessLog.push(line),
    ...(settings && { settings }),
    ...(issuerKeys && { issuerKeys }),
    ...(allowedHttpHosts && { allowedHttpHosts }),
    ...(accountThrottle && { accountThrottle }),
    ...(gatewayOf && { gatewayOf }),
  });
  const send = async (method: string, target: string, more: Partial<GatewayRequest> = {}) => {
    const headers = [['host', '127.0.0.1:3000'] as const, ...(more.headers ?? [])];
    const body = more.body ?? new Uint8Array();
    const response = await gateway.handle({ method, target, body, sourceIp: '203.0.113.7', ...more, headers });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      cookies: response.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value),
      text: Buffer.from(response.body).toString(),
    };
  };
  const all = completeSettings(settings);
  const servers: HttpServer[] = [];
  const open = (handle: Handle, port: number, tls?: ReturnType<typeof mutualTlsOptions>) => {
    const server = createHttpServer({ clock, settings: all, handle, ...(tls && { tls }) });
    servers.push(server);
    return server.listen(port, '127.0.0.1');
  };
  return {
    gateway,
    clock,
    traces,
    accessLog,
    functions,
    send,
    listen: (port = 0) => open(gateway.handle, port),
    listenForDomain: async (domainName, tls) =>
      open(gateway.handleForDomain(domainName), 0, mutualTlsOptions(tls, all)),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** Opens a port for a gateway. */
export async function listenWith({ handle }: Pick<Gateway, 'handle'>, clock: Clock): Promise<Address & HttpServer> {
  const server = createHttpServer({ clock, settings: completeSettings(), handle });
  return { ...server, ...(await server.listen(0, '127.0.0.1')) };
}

/** A routed request for the pure steps. */
export const routedRequest = (changes: Partial<RoutedRequest> = {}): RoutedRequest => ({
  request: { method: 'GET', target: '/pets/42', headers: [], body: new Uint8Array(), sourceIp: '203.0.113.7' },
  api: api(),
  home: model(),
  requestId: 'JKJaXmPLvHcESHA=',
  receivedAt: startAt,
  headers: new Map(),
  rawPath: '/pets/42',
  encodedPath: '/pets/42',
  rawQueryString: '',
  stage: stage(),
  routePath: '/pets/42',
  route: route('GET /pets/{id}'),
  pathParameters: new Map([['id', '42']]),
  ...changes,
});
