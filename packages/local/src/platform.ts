import { join } from 'node:path';
import { type Clock, createClock } from './clock.ts';
import { createGateway, type Gateway, type Identity, type RequestTrace } from './gateway/index.ts';
import type { Api, LambdaFunction, Model, NotRun } from './model.ts';
import { createRunIdentity } from './run-identity.ts';
import { servedFunctionFaults } from './served-functions.ts';
import { createDatabase, type Database } from './services/database/database.ts';
import { createFunctionHost } from './services/functions/create-function-host.ts';
import type { FunctionHost } from './services/functions/function-host.ts';
import { createOAuthServer, type OAuthPool, type OAuthServer } from './services/oauth/oauth-server.ts';
import { loadModel } from './template/load-model.ts';
import { TemplateError } from './template/template-error.ts';

export interface PlatformOptions {
  /** The directory of a cloud assembly (`cdk.out`), or one template. */
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
  /** By logical ID of a function, in place of the template's variables. */
  readonly environmentOverrides?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What functions print, and Lambda's own lines, as CloudWatch would have them. */
  readonly onLog?: (functionName: string, line: string) => void;
  /** One record per request. */
  readonly onTrace?: (trace: RequestTrace) => void;
  /** In the stage's own format. */
  readonly onAccessLog?: (line: string) => void;
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
  readonly pools: readonly OAuthPool[];
  /** A key pair that opens `AWS_IAM` routes; new at each start. */
  readonly iam: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };
  readonly notRun: readonly NotRun[];
  readonly clock: Clock;
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
  const model = loadModel(options);
  const faults = servedFunctionFaults(model);
  if (faults.length > 0) throw new TemplateError(faults);
  const cleanup = createCleanup();
  try {
    const oauth = cleanup.add(
      await createOAuthServer({ userPools: model.userPools, clock, stateDirectory: join(stateDirectory, 'pools') }),
    );
    const database = cleanup.add(await startDatabase(model, options));
    const functions = cleanup.add(startFunctions({ model, oauth, database, clock, options }));
    const identity = createRunIdentity(model);
    const apis: RunningApi[] = [];
    for (const [index, api] of model.apis.entries()) {
      const gateway = cleanup.add(
        createGateway({ model, api, functions, clock, identities: [identity], ...observers(options) }),
      );
      apis.push(await listen(gateway, api, index === 0 ? port : 0));
    }
    return running({ model, oauth, functions, identity, apis, clock, close: cleanup.run });
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

const observers = ({ onTrace, onAccessLog }: PlatformOptions) => ({ onTrace, onAccessLog });

async function listen(gateway: Gateway, { stack, logicalId, apiId, name }: Api, port: number): Promise<RunningApi> {
  const { url } = await gateway.listen(port);
  return { stack, logicalId, apiId, name, url };
}

interface Running {
  readonly model: Model;
  readonly oauth: OAuthServer;
  readonly functions: FunctionHost;
  readonly identity: Identity;
  readonly apis: readonly RunningApi[];
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}

function running({ model, oauth, functions, identity, apis, clock, close }: Running): Platform {
  const { accessKeyId, secretAccessKey } = identity;
  return {
    apis,
    pools: oauth.pools,
    iam: { accessKeyId, secretAccessKey, region: model.region },
    notRun: model.notRun,
    clock,
    jwks: oauth.jwks,
    makeCold: (logicalId) =>
      functions.makeCold(logicalId === undefined ? undefined : arnOf(model.functions, logicalId)),
    close,
  };
}

function arnOf(functions: readonly LambdaFunction[], logicalId: string): string {
  const found = functions.find((fn) => fn.logicalId === logicalId);
  if (found !== undefined) return found.arn;
  const known = functions.map((fn) => fn.logicalId).join(', ');
  throw new Error(`No function has the logical ID ${logicalId}. There are: ${known}.`);
}
