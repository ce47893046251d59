import { join } from 'node:path';
import type { AdminControl } from './admin/admin-control.ts';
import { createAdminServer } from './admin/admin-server.ts';
import { createTraceBuffer, type TraceBuffer } from './admin/trace-buffer.ts';
import { type Clock, createClock } from './clock.ts';
import { type DomainFiles, domainFaults, type RunningDomain, startDomains } from './custom-domains.ts';
import { createGateway, type Gateway, type Identity, type RequestTrace } from './gateway/index.ts';
import { type GatewaySurroundingsOptions, gatewaySurroundings } from './gateway-surroundings.ts';
import type { Api, LambdaFunction, Model, NotRun } from './model.ts';
import { createRunIdentity } from './run-identity.ts';
import { servedFunctionFaults } from './served-functions.ts';
import { unpackCode } from './services/code/unpack-code.ts';
import { createDatabase, type Database } from './services/database/database.ts';
import { createFunctionHost } from './services/functions/create-function-host.ts';
import type { FunctionHost } from './services/functions/function-host.ts';
import { createOAuthServer, type OAuthPool, type OAuthServer } from './services/oauth/oauth-server.ts';
import { loadModel } from './template/load-model.ts';
import { TemplateError } from './template/template-error.ts';

export interface PlatformOptions extends GatewaySurroundingsOptions {
  /**
   * The directory of a cloud assembly (`cdk.out`) or of a template, or a template: CloudFormation or SAM, in JSON or
   * YAML.
   */
  readonly assembly: string;
  /** The one stack to run. @default all of the assembly */
  readonly stack?: string;
  /** Port of the first API; 0 takes any free one, as further APIs do. @default 3000 */
  readonly port?: number;
  /** Keys, client secrets and the database persist here. One running platform at a time. */
  readonly stateDirectory: string;
  /** Empties the database first. @default false */
  readonly fresh?: boolean;
  /** @default the machine's time */
  readonly clock?: Clock;
  /** Calls per function at a time; one beyond is throttled. @default 1000, as for a Region */
  readonly concurrency?: number;
  /** Values for the templates' parameters, in place of their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Route keys that are not run, whatever they need: answered with 501. */
  readonly skipRoutes?: readonly string[];
  /** The one stage of each API to serve. @default all */
  readonly stage?: string;
  /** The environment to run, where the assembly's APIs are synthesized for several. */
  readonly region?: string;
  /** As {@link region}. Twelve digits. */
  readonly accountId?: string;
  /** By logical ID of a function, in place of the template's variables. */
  readonly environmentOverrides?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What functions print, and Lambda's own lines, as CloudWatch would have them. */
  readonly onLog?: (functionName: string, line: string) => void;
  /** One record per request. */
  readonly onTrace?: (trace: RequestTrace) => void;
  /** In the stage's own format. */
  readonly onAccessLog?: (line: string) => void;
  /** By custom domain with mutual TLS: the files of its listener. Each such domain needs them. @default none */
  readonly domains?: Readonly<Record<string, DomainFiles>>;
}

export interface RunningApi {
  readonly stack: string;
  readonly logicalId: string;
  readonly apiId: string;
  readonly name: string;
  /** Without a trailing slash: `http://127.0.0.1:3000`. */
  readonly url: string;
}

/** A cloud assembly, running. */
export interface Platform {
  readonly apis: readonly RunningApi[];
  readonly domains: readonly RunningDomain[];
  readonly pools: readonly OAuthPool[];
  /** A key pair that opens `AWS_IAM` routes; new at each start. */
  readonly iam: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };
  readonly notRun: readonly NotRun[];
  readonly clock: Clock;
  /** The admin endpoint, on a loopback port of its own. The secret is new at each start, and not for logs. */
  readonly admin: { readonly url: string; readonly secret: string };
  /** The last requests, oldest first: 1000 at most. */
  traces(): readonly RequestTrace[];
  /** For tests: an outage of the issuers' key sets. */
  readonly jwks: OAuthServer['jwks'];
  /** For tests: the next call of a function (of all, when no logical ID is given) starts cold. */
  makeCold(logicalId?: string): Promise<void>;
  /** Ends everything; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Runs the HTTP APIs of a cloud assembly on loopback: gateway, functions, user pools and tables.
 *
 * @throws {TemplateError} when the assembly holds what cannot be run faithfully, with every fault; nothing is served then
 * @throws {PortInUseError}
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { clock = createClock(), stateDirectory, port = 3000 } = options;
  const model = await unpackCode(loadModel(options), join(stateDirectory, 'code'));
  const faults = [...servedFunctionFaults(model), ...domainFaults(model, options.domains ?? {})];
  if (faults.length > 0) throw new TemplateError(faults);
  const cleanup = createCleanup();
  try {
    const oauth = cleanup.add(
      await createOAuthServer({ userPools: model.userPools, clock, stateDirectory: join(stateDirectory, 'pools') }),
    );
    const database = cleanup.add(await startDatabase(model, options));
    const functions = cleanup.add(startFunctions({ model, oauth, database, clock, options }));
    const identity = createRunIdentity(model);
    const traces = createTraceBuffer();
    const gateways: Gateway[] = [];
    const apis: RunningApi[] = [];
    const gatewayOf = (apiId: string) => gateways[model.apis.findIndex((api) => api.apiId === apiId)];
    const shared = gatewaySurroundings(options, { oauth, identity }, gatewayOf);
    for (const [index, api] of model.apis.entries()) {
      const gateway = cleanup.add(
        createGateway({ model, api, functions, clock, ...shared, ...observers(options, traces) }),
      );
      gateways.push(gateway);
      apis.push(await listen(gateway, api, index === 0 ? port : 0));
    }
    const [gateway, url] = [gateways[0], apis[0]?.url];
    const domains = await startDomains(model, gateway && url ? { gateway, url } : undefined, options.domains ?? {});
    const made = { model, oauth, functions, identity, apis, domains, clock, traces, gateways };
    const admin = cleanup.add(await createAdminServer(adminControl(made)));
    return running({ ...made, admin, close: cleanup.run });
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

interface Closable {
  close(): Promise<void>;
}

/** Ends what was started, last first; once, however often it is asked. */
function createCleanup() {
  const started: Closable[] = [];
  let ended: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    for (const part of started.reverse()) await part.close();
  };
  return {
    add<Part extends Closable>(part: Part): Part {
      started.push(part);
      return part;
    },
    run: (): Promise<void> => {
      ended ??= end();
      return ended;
    },
  };
}

const startDatabase = ({ tables }: Model, { stateDirectory, fresh = false }: PlatformOptions): Promise<Database> =>
  createDatabase({ tables, fresh, dataDirectory: join(stateDirectory, 'tables') });

interface FunctionParts {
  readonly model: Model;
  readonly oauth: OAuthServer;
  readonly database: Database;
  readonly clock: Clock;
  readonly options: PlatformOptions;
}

function startFunctions({ model, oauth, database, clock, options }: FunctionParts): FunctionHost {
  const { concurrency, onLog } = options;
  return createFunctionHost({
    functions: model.functions,
    clock,
    region: model.region,
    endpoints: { AWS_ENDPOINT_URL_DYNAMODB: database.endpoint },
    redirects: oauth.poolHosts.map((host) => ({ host, to: oauth.url })),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(onLog === undefined ? {} : { onLog }),
  });
}

const observers = ({ onTrace, onAccessLog }: PlatformOptions, traces: TraceBuffer) => ({
  onTrace: (trace: RequestTrace): void => {
    traces.add(trace);
    onTrace?.(trace);
  },
  onAccessLog,
});

async function listen(gateway: Gateway, { stack, logicalId, apiId, name }: Api, port: number): Promise<RunningApi> {
  const { url } = await gateway.listen(port);
  return { stack, logicalId, apiId, name, url };
}

interface Parts {
  readonly model: Model;
  readonly oauth: OAuthServer;
  readonly functions: FunctionHost;
  readonly identity: Identity;
  readonly apis: readonly RunningApi[];
  readonly clock: Clock;
  readonly traces: TraceBuffer;
  readonly gateways: readonly Gateway[];
  readonly domains: readonly RunningDomain[];
}

interface Running extends Parts {
  readonly admin: Platform['admin'];
  readonly close: () => Promise<void>;
}

function running({ model, oauth, identity, apis, domains, clock, traces, admin, close, ...parts }: Running): Platform {
  const { accessKeyId, secretAccessKey } = identity;
  return {
    apis,
    domains,
    pools: oauth.pools,
    iam: { accessKeyId, secretAccessKey, region: model.region },
    notRun: model.notRun,
    clock,
    admin: { url: admin.url, secret: admin.secret },
    traces: traces.list,
    jwks: oauth.jwks,
    makeCold: (logicalId) => makeCold({ model, ...parts }, logicalId),
    close,
  };
}

function adminControl({ model, oauth, functions, apis, clock, traces, gateways }: Parts): AdminControl {
  return {
    clock,
    traces,
    report: () => ({
      apis,
      // Names alone: the clients have secrets.
      pools: oauth.pools.map(({ poolId, issuer }) => ({ poolId, issuer })),
      functions: model.functions.map(({ logicalId, functionName }) => ({ logicalId, functionName })),
      notRun: model.notRun,
    }),
    flushAuthorizerCaches: () => {
      for (const gateway of gateways) gateway.flushAuthorizerCache();
    },
    makeCold: (logicalId) => makeCold({ model, functions }, logicalId),
    jwks: oauth.jwks,
  };
}

const makeCold = async ({ model, functions }: Pick<Parts, 'model' | 'functions'>, logicalId?: string): Promise<void> =>
  functions.makeCold(logicalId === undefined ? undefined : arnOf(model.functions, logicalId));

function arnOf(functions: readonly LambdaFunction[], logicalId: string): string {
  const found = functions.find((fn) => fn.logicalId === logicalId);
  if (found !== undefined) return found.arn;
  const known = functions.map((fn) => fn.logicalId).join(', ');
  throw new Error(`No function has the logical ID ${logicalId}. There are: ${known}.`);
}
