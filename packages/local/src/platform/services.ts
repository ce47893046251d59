import { join } from 'node:path';
import { createDatabase, type Database } from '../database/index.ts';
import {
  createFunctionHost,
  functionTimeZone,
  type Inspector,
  openInspector,
  type ReloadableFunctionHost,
} from '../functions/index.ts';
import { completeSettings } from '../gateway/index.ts';
import type { Identity } from '../iam/index.ts';
import { type Clock, createClock, type Model } from '../model/index.ts';
import { createOAuthServer, foreignIssuers, type OAuthServer } from '../oauth/index.ts';
import { type Cleanup, createPooledRandom } from '../runtime/index.ts';
import { createTraceBuffer, type TraceBuffer } from './admin/trace-buffer.ts';
import { databaseCallers } from './callers/database-callers.ts';
import { completeIdentity } from './callers/given-identity.ts';
import { createRoleSessions, type RoleSessions } from './callers/role-sessions.ts';
import { createRunIdentity } from './callers/run-identity.ts';
import { createListeners, type Listeners } from './listeners.ts';
import type { PlatformOptions } from './platform-options.ts';

/** Everything that outlives a reload. */
export interface Services {
  readonly options: PlatformOptions;
  readonly clock: Clock;
  readonly oauth: OAuthServer;
  readonly database: Database;
  readonly functions: ReloadableFunctionHost;
  readonly sessions: RoleSessions;
  readonly listeners: Listeners;
  /** The platform's own IAM user. */
  readonly identity: Identity;
  /** IAM callers from outside: the platform's own first, then those that its user gave. */
  readonly identities: readonly Identity[];
  readonly traces: TraceBuffer;
  readonly inspector: Inspector | undefined;
  readonly random: (size: number) => Buffer;
}

/**
 * Starts everything but the gateways and their ports, provisioned with the first version's model.
 *
 * @param cleanup is given all that has to be ended, also when a later part fails
 */
export async function startServices(model: Model, options: PlatformOptions, cleanup: Cleanup): Promise<Services> {
  const { clock = createClock(), inspectPort } = options;
  const oauth = cleanup.add(await startOAuth(model, options, clock));
  const identity = createRunIdentity(model);
  const identities = [identity, ...(options.identities ?? []).map((each) => completeIdentity(each, identity))];
  const sessions = createRoleSessions(model);
  const findCaller = databaseCallers(model, { identities, sessions });
  const database = cleanup.add(
    await createDatabase({
      tables: model.tables,
      home: model,
      fresh: options.fresh ?? false,
      dataDirectory: join(options.stateDirectory, 'tables'),
      findCaller,
      clock,
    }),
  );
  const functions = cleanup.add(startFunctions(model, options, { oauth, database, sessions, clock }));
  const inspector = inspectPort === undefined ? undefined : cleanup.add(openInspector(inspectPort));
  const listeners = cleanup.add(createListeners(clock, completeSettings(options.gatewaySettings)));
  const own = { traces: createTraceBuffer(), random: createPooledRandom() };
  return { options, clock, oauth, identity, identities, sessions, database, functions, inspector, listeners, ...own };
}

const startOAuth = (model: Model, options: PlatformOptions, clock: Clock): Promise<OAuthServer> =>
  createOAuthServer({
    userPools: model.userPools,
    issuers: foreignIssuers(model, options),
    clock,
    stateDirectory: join(options.stateDirectory, 'pools'),
  });

function startFunctions(
  { functions, region }: Model,
  options: PlatformOptions,
  { oauth, database, sessions, clock }: Pick<Services, 'oauth' | 'database' | 'sessions' | 'clock'>,
): ReloadableFunctionHost {
  const { concurrency, environments, onLog, allowHosts, inspectPort, takesTimeZone = false } = options;
  // Threads that exist already would keep the zone before.
  if (takesTimeZone) process.env['TZ'] = functionTimeZone(functions) ?? 'UTC';
  return createFunctionHost({
    functions,
    clock,
    region,
    endpoints: { ...otherServices(options.awsEndpoint, region), AWS_ENDPOINT_URL_DYNAMODB: database.endpoint },
    credentials: sessions.credentialsOf,
    redirects: redirectsTo(oauth.url, oauth),
    unlimited: inspectPort !== undefined,
    ...(allowHosts === undefined ? {} : { allowHosts }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(environments === undefined ? {} : { environments }),
    ...(onLog === undefined ? {} : { onLog }),
  });
}

/**
 * The endpoint of services that are not run here. Calls to pools keep AWS's host, which is led to the local pools.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
function otherServices(awsEndpoint: string | undefined, region: string): Readonly<Record<string, string>> {
  if (awsEndpoint === undefined) return {};
  return {
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `https://cognito-idp.${region}.amazonaws.com`,
  };
}

/** Leads functions' calls to pools and issuers to what answers for them here. */
export const redirectsTo = (to: string, { hosts }: Pick<OAuthServer, 'hosts'>) => hosts.map((host) => ({ host, to }));
