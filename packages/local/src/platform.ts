import { join } from 'node:path';
import type { AdminControl } from './admin/admin-control.ts';
import { createAdminServer } from './admin/admin-server.ts';
import { createTraceBuffer, type TraceBuffer } from './admin/trace-buffer.ts';
import { type Clock, createClock } from './clock.ts';
import { type DomainFiles, domainFaults, type RunningDomain, startDomains } from './custom-domains.ts';
import { createGateway, defaultSettings, type Gateway, type Identity, type RequestTrace } from './gateway/index.ts';
import { type GatewaySurroundingsOptions, gatewaySurroundings } from './gateway-surroundings.ts';
import type { Api, LambdaFunction, Model, NotRun } from './model.ts';
import { createPooledRandom } from './pooled-random.ts';
import { type ApiListeners, createApiListeners } from './reload/api-listeners.ts';
import { createReloadQueue, type ReloadQueue, type ReloadStatus } from './reload/reload-status.ts';
import { restartFaults } from './reload/restart-faults.ts';
import { createRunIdentity } from './run-identity.ts';
import { type RunningAuthorizer, runningAuthorizers } from './running-authorizers.ts';
import { servedFunctionFaults } from './served-functions.ts';
import { unpackCode } from './services/code/unpack-code.ts';
import { createDatabase, type Database } from './services/database/database.ts';
import { createFunctionHost, type ReloadableFunctionHost } from './services/functions/create-function-host.ts';
import { type Deviation, runtimeDeviations } from './services/functions/deviations.ts';
import type { FunctionHost } from './services/functions/function-host.ts';
import { type Inspector, openInspector } from './services/functions/open-inspector.ts';
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
  /** Hosts outside that functions may reach, by exact name: no port, no pattern. @default none */
  readonly allowHosts?: readonly string[];
  /**
   * Opens this process's inspector there, on loopback, and lifts the time limits of functions, so that a debugger can
   * stop in them; it attaches to their threads. 0: any free port. @default no inspector
   */
  readonly inspectPort?: number;
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

export interface RunningTable {
  readonly stack: string;
  readonly logicalId: string;
  readonly tableName: string;
}

/** A cloud assembly, running. Its lists are those of the moment they are asked for. */
export interface Platform {
  readonly apis: readonly RunningApi[];
  readonly domains: readonly RunningDomain[];
  readonly pools: readonly OAuthPool[];
  /** Where the tables are: DynamoDB's protocol, for `AWS_ENDPOINT_URL_DYNAMODB`. Takes any credentials. */
  readonly databaseEndpoint: string;
  readonly tables: readonly RunningTable[];
  /** The Lambda authorizers of all APIs. */
  readonly authorizers: readonly RunningAuthorizer[];
  /** A key pair that opens `AWS_IAM` routes; new at each start. */
  readonly iam: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };
  readonly notRun: readonly NotRun[];
  /** What is run otherwise than on AWS. */
  readonly deviations: readonly Deviation[];
  readonly clock: Clock;
  /** How the last {@link Platform.reload} went; undefined before the first. */
  readonly lastReload: ReloadStatus | undefined;
  /** Where a debugger attaches; absent without `inspectPort`. */
  readonly inspectorUrl?: string;
  /** The admin endpoint, on a loopback port of its own. The secret is new at each start, and not for logs. */
  readonly admin: { readonly url: string; readonly secret: string };
  /** The last requests, oldest first: 1000 at most. */
  traces(): readonly RequestTrace[];
  /** For tests: an outage of the issuers' key sets. */
  readonly jwks: OAuthServer['jwks'];
  /** For tests: the next call of a function (of all, when no logical ID is given) starts cold. */
  makeCold(logicalId?: string): Promise<void>;
  /**
   * Goes over to another version of the assembly, as a deployment would: ports, tables, keys and issued tokens stay;
   * requests under way finish on the version they began with; authorizer caches and throttles start empty; functions
   * whose code or settings changed start new environments, the others keep theirs. Directories of the version before
   * must stay as long as its environments live.
   *
   * @throws {TemplateError} when the new version cannot be run, or only after a new start; the one before serves on
   * @throws Error when its tables or pools cannot be provisioned, or a function host or gateway refuses it; as above
   */
  reload(version: { readonly assembly: string }): Promise<void>;
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
  const model = await readModel(options);
  const cleanup = createCleanup();
  try {
    const oauth = cleanup.add(
      await createOAuthServer({ userPools: model.userPools, clock, stateDirectory: join(stateDirectory, 'pools') }),
    );
    const database = cleanup.add(await startDatabase(model, options));
    const functions = cleanup.add(startFunctions({ model, oauth, database, clock, options }));
    const inspector = options.inspectPort === undefined ? undefined : cleanup.add(openInspector(options.inspectPort));
    const { closeGraceMillis } = { ...defaultSettings, ...options.gatewaySettings };
    const listeners = cleanup.add(createApiListeners(clock, closeGraceMillis));
    const services = { options, clock, oauth, database, functions, listeners };
    const parts = {
      ...services,
      identity: createRunIdentity(model),
      traces: createTraceBuffer(),
      inspector,
      random: createPooledRandom(),
    };
    const deployment = functions.prepare({ functions: model.functions });
    deployment.commit();
    const version = createVersion(parts, { model, pools: oauth, functions: deployment });
    for (const { gateway } of version.served) cleanup.add(gateway);
    await listeners.open(version.served, port);
    const live = { version, domains: await domainsOf(parts, version) };
    const reloads = createReloadQueue((assembly) => reload(parts, live, assembly), clock.now);
    const admin = cleanup.add(await createAdminServer(adminControl(parts, live, reloads)));
    return running({ ...parts, live, reloads, admin, close: cleanup.run });
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function readModel(options: PlatformOptions): Promise<Model> {
  const model = await unpackCode(loadModel(options), join(options.stateDirectory, 'code'));
  const faults = [...servedFunctionFaults(model), ...domainFaults(model, options.domains ?? {})];
  if (faults.length > 0) throw new TemplateError(faults);
  return model;
}

/** What outlives a reload. */
interface Parts {
  readonly options: PlatformOptions;
  readonly clock: Clock;
  readonly oauth: OAuthServer;
  readonly database: Database;
  readonly functions: ReloadableFunctionHost;
  readonly listeners: ApiListeners;
  readonly identity: Identity;
  readonly traces: TraceBuffer;
  readonly inspector: Inspector | undefined;
  readonly random: (size: number) => Buffer;
}

/** What a reload replaces. */
interface Version {
  readonly model: Model;
  readonly served: readonly { readonly api: Api; readonly gateway: Gateway }[];
}

interface Live {
  version: Version;
  domains: readonly RunningDomain[];
}

interface VersionInput {
  readonly model: Model;
  readonly pools: Pick<OAuthServer, 'pools'>;
  readonly functions: Pick<FunctionHost, 'invoke'>;
}

/** Gateways that call the functions of their own version, whatever is deployed while a request is under way. */
function createVersion(parts: Parts, { model, pools, functions }: VersionInput): Version {
  const { options, clock, oauth, identity, traces } = parts;
  // a gateway ends no functions
  const host: FunctionHost = { ...functions, makeCold: async () => undefined, close: async () => undefined };
  const gateways = new Map<string, Gateway>();
  const known = { oauth: { url: oauth.url, pools: pools.pools }, identity };
  const shared = gatewaySurroundings(options, known, (apiId) => gateways.get(apiId));
  const served = model.apis.map((api) => {
    const gateway = createGateway({
      model,
      api,
      functions: host,
      clock,
      random: parts.random,
      ...shared,
      ...observers(options, traces),
    });
    gateways.set(api.apiId, gateway);
    return { api, gateway };
  });
  return { model, served };
}

/** Everything that can fail comes before the first change that a request could see. */
async function reload(parts: Parts, live: Live, assembly: string): Promise<void> {
  const { options, oauth, database, functions, listeners } = parts;
  const model = await readModel({ ...options, assembly });
  const faults = restartFaults(live.version.model, model);
  if (faults.length > 0) throw new TemplateError(faults);
  const pools = await oauth.prepare(model.userPools);
  await database.provision(model.tables);
  const deployment = functions.prepare({ functions: model.functions, redirects: redirectsTo(oauth.url, pools) });
  const version = createVersion(parts, { model, pools, functions: deployment });
  await listeners.open(version.served, 0);
  pools.commit();
  database.declare(model.tables);
  deployment.commit();
  listeners.serve(version.served);
  live.version = version;
  live.domains = await domainsOf(parts, version);
}

async function domainsOf({ options, listeners }: Parts, { model, served }: Version): Promise<readonly RunningDomain[]> {
  const [first] = served;
  return startDomains(model, first && { ...first, url: listeners.urlOf(first.api) }, options.domains ?? {});
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

function startFunctions({ model, oauth, database, clock, options }: FunctionParts): ReloadableFunctionHost {
  const { concurrency, onLog, allowHosts, inspectPort } = options;
  return createFunctionHost({
    functions: model.functions,
    clock,
    region: model.region,
    endpoints: { AWS_ENDPOINT_URL_DYNAMODB: database.endpoint },
    redirects: redirectsTo(oauth.url, oauth),
    unlimited: inspectPort !== undefined,
    ...(allowHosts === undefined ? {} : { allowHosts }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(onLog === undefined ? {} : { onLog }),
  });
}

const redirectsTo = (to: string, { poolHosts }: Pick<OAuthServer, 'poolHosts'>) =>
  poolHosts.map((host) => ({ host, to }));

const observers = ({ onTrace, onAccessLog }: PlatformOptions, traces: TraceBuffer) => ({
  onTrace: (trace: RequestTrace): void => {
    traces.add(trace);
    onTrace?.(trace);
  },
  onAccessLog,
});

interface Running extends Parts {
  readonly live: Live;
  readonly reloads: ReloadQueue;
  readonly admin: Platform['admin'];
  readonly close: () => Promise<void>;
}

function running({ live, reloads, admin, close, ...parts }: Running): Platform {
  const { oauth, functions, identity, clock, traces, inspector } = parts;
  const { accessKeyId, secretAccessKey } = identity;
  return {
    get apis() {
      return runningApis(parts, live);
    },
    get domains() {
      return live.domains;
    },
    get pools() {
      return oauth.pools;
    },
    databaseEndpoint: parts.database.endpoint,
    get tables() {
      return live.version.model.tables.map(({ stack, logicalId, tableName }) => ({ stack, logicalId, tableName }));
    },
    get authorizers() {
      return runningAuthorizers(live.version.model);
    },
    get notRun() {
      return live.version.model.notRun;
    },
    get deviations() {
      return deviationsOf(live);
    },
    get lastReload() {
      return reloads.status;
    },
    iam: { accessKeyId, secretAccessKey, region: live.version.model.region },
    clock,
    admin: { url: admin.url, secret: admin.secret },
    ...(inspector && { inspectorUrl: inspector.url }),
    traces: traces.list,
    jwks: oauth.jwks,
    makeCold: (logicalId) => makeCold(functions, live, logicalId),
    reload: ({ assembly }) => reloads.run(assembly),
    close,
  };
}

function adminControl(
  { oauth, functions, clock, traces, ...parts }: Parts,
  live: Live,
  reloads: ReloadQueue,
): AdminControl {
  return {
    clock,
    traces,
    report: () => ({
      apis: runningApis(parts, live),
      // Names alone: the clients have secrets.
      pools: oauth.pools.map(({ poolId, issuer }) => ({ poolId, issuer })),
      functions: live.version.model.functions.map(({ logicalId, functionName }) => ({ logicalId, functionName })),
      notRun: live.version.model.notRun,
      deviations: deviationsOf(live),
    }),
    flushAuthorizerCaches: () => {
      for (const { gateway } of live.version.served) gateway.flushAuthorizerCache();
    },
    makeCold: (logicalId) => makeCold(functions, live, logicalId),
    jwks: oauth.jwks,
    reloadStatus: () => reloads.status,
  };
}

const runningApis = ({ listeners }: Pick<Parts, 'listeners'>, { version }: Live): RunningApi[] =>
  version.served.map(({ api }) => {
    const { stack, logicalId, apiId, name } = api;
    return { stack, logicalId, apiId, name, url: listeners.urlOf(api) };
  });

const deviationsOf = ({ version }: Live): readonly Deviation[] =>
  runtimeDeviations(version.model.functions, process.versions.node);

const makeCold = async (functions: FunctionHost, { version }: Live, logicalId?: string): Promise<void> =>
  functions.makeCold(logicalId === undefined ? undefined : arnOf(version.model.functions, logicalId));

function arnOf(functions: readonly LambdaFunction[], logicalId: string): string {
  const found = functions.find((fn) => fn.logicalId === logicalId);
  if (found !== undefined) return found.arn;
  const known = functions.map((fn) => fn.logicalId).join(', ');
  throw new Error(`No function has the logical ID ${logicalId}. There are: ${known}.`);
}
