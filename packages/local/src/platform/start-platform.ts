import { join } from 'node:path';
import { createDatabase, type Database } from '../database/index.ts';
import { createFunctionHost, openInspector, type ReloadableFunctionHost } from '../functions/index.ts';
import { completeSettings, type RequestTrace } from '../gateway/index.ts';
import type { FindCaller } from '../iam/index.ts';
import { type Clock, createClock, type Deviation, type Model, type NotRun } from '../model/index.ts';
import { createOAuthServer, type OAuthPool, type OAuthServer } from '../oauth/index.ts';
import { createCleanup, createPooledRandom } from '../runtime/index.ts';
import { createAdminServer } from './admin/admin-server.ts';
import { createTraceBuffer } from './admin/trace-buffer.ts';
import type { RunningDomain } from './custom-domains.ts';
import { databaseCallers } from './database-callers.ts';
import { completeIdentity } from './gateway-surroundings.ts';
import type { PlatformOptions } from './platform-options.ts';
import { createApiListeners } from './reload/api-listeners.ts';
import { createReloadQueue, type ReloadStatus } from './reload/reload-status.ts';
import { createVersion, domainsOf, readModel, redirectsTo, reload } from './reload/version.ts';
import type { RunningApi } from './report/running-apis.ts';
import type { RunningAuthorizer } from './report/running-authorizers.ts';
import type { RunningFunction } from './report/running-functions.ts';
import { createRoleSessions, type RoleSessions } from './role-sessions.ts';
import { createRunIdentity } from './run-identity.ts';
import { adminControl, running } from './running-platform.ts';

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
  /** Where the tables are: DynamoDB's protocol, for `AWS_ENDPOINT_URL_DYNAMODB`. Signatures are verified: see {@link iam}. */
  readonly databaseEndpoint: string;
  readonly tables: readonly RunningTable[];
  /** The Lambda authorizers of all APIs. */
  readonly authorizers: readonly RunningAuthorizer[];
  readonly functions: readonly RunningFunction[];
  /** A key pair that opens `AWS_IAM` routes and may do everything to the tables; new at each start. */
  readonly iam: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };
  readonly notRun: readonly NotRun[];
  /** What is run otherwise than on AWS. */
  readonly deviations: readonly Deviation[];
  /** Absolute paths of the templates and the code that run: a change below one of them is one of the assembly. */
  readonly sources: readonly string[];
  readonly clock: Clock;
  /** How the last {@link Platform.reload} went; undefined before the first. */
  readonly lastReload: ReloadStatus | undefined;
  /** Where a debugger attaches; absent without `inspectPort`. */
  readonly inspectorUrl?: string;
  /** The admin endpoint, on a loopback port of its own. The secret is new at each start, and not for logs. */
  readonly admin: { readonly url: string; readonly secret: string };
  /** The last requests, oldest first: 300 at most. */
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
    const identity = createRunIdentity(model);
    const sessions = createRoleSessions(model);
    const given = (options.identities ?? []).map((each) => completeIdentity(each, identity));
    const findCaller = databaseCallers(model, { identities: [identity, ...given], sessions });
    const database = cleanup.add(await startDatabase(model, options, { findCaller, clock }));
    const functions = cleanup.add(startFunctions({ model, oauth, database, sessions, clock, options }));
    const inspector = options.inspectPort === undefined ? undefined : cleanup.add(openInspector(options.inspectPort));
    const listeners = cleanup.add(createApiListeners(clock, completeSettings(options.gatewaySettings)));
    const services = { options, clock, oauth, database, functions, sessions, listeners };
    const parts = {
      ...services,
      identity,
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

const startDatabase = (
  model: Model,
  { stateDirectory, fresh = false }: PlatformOptions,
  callers: { readonly findCaller: FindCaller; readonly clock: Clock },
): Promise<Database> =>
  createDatabase({
    tables: model.tables,
    home: model,
    fresh,
    dataDirectory: join(stateDirectory, 'tables'),
    ...callers,
  });

interface FunctionParts {
  readonly model: Model;
  readonly oauth: OAuthServer;
  readonly database: Database;
  readonly sessions: RoleSessions;
  readonly clock: Clock;
  readonly options: PlatformOptions;
}

function startFunctions({ model, oauth, database, sessions, clock, options }: FunctionParts): ReloadableFunctionHost {
  const { concurrency, environments, onLog, allowHosts, inspectPort } = options;
  return createFunctionHost({
    functions: model.functions,
    clock,
    region: model.region,
    endpoints: { AWS_ENDPOINT_URL_DYNAMODB: database.endpoint },
    credentials: sessions.credentialsOf,
    redirects: redirectsTo(oauth.url, oauth),
    unlimited: inspectPort !== undefined,
    ...(allowHosts === undefined ? {} : { allowHosts }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(environments === undefined ? {} : { environments }),
    ...(onLog === undefined ? {} : { onLog }),
  });
}
