import type { RequestTrace } from '../gateway/index.ts';
import type { Clock, Deviation, NotRun } from '../model/index.ts';
import type { OAuthPool, OAuthServer } from '../oauth/index.ts';
import type { RunningDomain } from './domains.ts';
import type { ReloadStatus } from './reload/reload-queue.ts';
import type { RunningApi } from './report/running-apis.ts';
import type { RunningAuthorizer } from './report/running-authorizers.ts';
import type { RunningFunction } from './report/running-functions.ts';

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
