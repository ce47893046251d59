import type { Clock } from '../../model/index.ts';
import type { MintRequest } from '../../oauth/index.ts';
import type { TableReport } from './table-report.ts';
import type { TraceBuffer } from './trace-buffer.ts';

/** What the admin endpoint may do to a running platform. */
export interface AdminControl {
  readonly clock: Clock;
  readonly traces: TraceBuffer;
  /** What runs and what does not, as JSON; without secrets. */
  report(): Readonly<Record<string, unknown>>;
  /** The tables of the version that runs. */
  tables(): readonly TableReport[];
  /** Forgets every authorizer result of every API. */
  flushAuthorizerCaches(): void;
  /**
   * The next call of a function (of all, when no logical ID is given) starts cold.
   *
   * @throws Error for an unknown logical ID
   */
  makeCold(logicalId?: string): Promise<void>;
  /** An outage of the issuers' key sets; of all pools when no id is given. Throws for an unknown id. */
  readonly jwks: { takeDown(poolId?: string): void; bringUp(poolId?: string): void };
  /** A token of a pool, or of an issuer that is stood in for. Throws for any other issuer. */
  mint(issuer: string, request: MintRequest): Promise<string>;
  /** How the last reload went, as JSON. Absent where nothing reloads. */
  readonly reloadStatus?: () => unknown;
}
