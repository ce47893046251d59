import type { RequestTrace } from '../gateway/index.ts';
import type { Clock, Deviation, NotRun } from '../model/index.ts';
import type { MintRequest, OAuthIssuer, OAuthPool, OAuthServer } from '../oauth/index.ts';
import type { RunningDomain } from './domains.ts';
import type { ReloadStatus } from './reload/reload-queue.ts';
import type { RunningApi } from './report/running-apis.ts';
import type { RunningAuthorizer } from './report/running-authorizers.ts';
import type { RunningFunction } from './report/running-functions.ts';

/** A table that is served. */
export interface RunningTable {
  readonly stack: string;
  readonly logicalId: string;
  readonly tableName: string;
}

/** A running cloud assembly. Its lists are current each time they are read. */
export interface Platform {
  readonly apis: readonly RunningApi[];
  readonly domains: readonly RunningDomain[];
  readonly pools: readonly OAuthPool[];
  /** Issuers outside the assembly that are answered for here. */
  readonly issuers: readonly OAuthIssuer[];
  /** Answers for their hosts: what one has at `https://<host>/<path>` is at `<issuerHost>/<host>/<path>`. */
  readonly issuerHost: string;
  /** The endpoint of the tables, for `AWS_ENDPOINT_URL_DYNAMODB`. It verifies signatures: see {@link iam}. */
  readonly databaseEndpoint: string;
  readonly tables: readonly RunningTable[];
  /** The Lambda authorizers of all APIs. */
  readonly authorizers: readonly RunningAuthorizer[];
  readonly functions: readonly RunningFunction[];
  /** A key pair that opens `AWS_IAM` routes and may do everything to the tables; new at each start. */
  readonly iam: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };
  /** Resources of the assembly that do not run here. */
  readonly notRun: readonly NotRun[];
  /** What runs in another way than on AWS. */
  readonly deviations: readonly Deviation[];
  /** What lets in more than it seems to, here as on AWS. */
  readonly warnings: readonly Deviation[];
  /** Absolute paths of the templates and the code that run: a change below one of them changes the assembly. */
  readonly sources: readonly string[];
  readonly clock: Clock;
  /** How the last {@link Platform.reload} went; undefined before the first. */
  readonly lastReload: ReloadStatus | undefined;
  /** Where a debugger attaches; absent without `inspectPort`. */
  readonly inspectorUrl?: string;
  /** The admin endpoint, on a loopback port of its own. The secret is new at each start; do not log it. */
  readonly admin: { readonly url: string; readonly secret: string };
  /** The last requests, oldest first: 300 at most. */
  traces(): readonly RequestTrace[];
  /**
   * A token of a pool, or of an issuer that is stood in for here, without a grant.
   *
   * @throws {RangeError} for any other issuer
   */
  mint(issuer: string, request: MintRequest): Promise<string>;
  /** For tests: simulates an outage of the issuers' key sets. */
  readonly jwks: OAuthServer['jwks'];
  /**
   * For tests: makes the next call of a function start cold; without a logical ID, that of every function.
   *
   * @throws {Error} for a logical ID that no function has
   */
  makeCold(logicalId?: string): Promise<void>;
  /**
   * Replaces the running version of the assembly by another, as a deployment would: ports, tables, keys and issued tokens
   * stay; requests in progress finish on the version they began with; authorizer caches and throttles start empty;
   * functions whose code or settings changed start new environments, the others keep theirs. The directories of the previous
   * version must stay as long as its environments live.
   *
   * @throws {TemplateError} when the new version cannot run, or only after a new start; the previous one keeps serving
   * @throws {Error} when its tables or pools cannot be provisioned, or the function host or a gateway refuses it; the
   * previous version keeps serving
   */
  reload(version: { readonly assembly: string }): Promise<void>;
  /** Ends everything; safe to call twice. */
  close(): Promise<void>;
}
