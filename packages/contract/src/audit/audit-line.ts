import type { ReasonCode } from '../decision/reason.ts';
import { countDecision } from './metrics.ts';

/** A reason code, or `internal` where something broke that has none. */
export type AuditReason = ReasonCode | 'internal';

/** What is logged of one decision. Of the token only what was verified: callers must not pass any text of it. */
export interface AuditRecord {
  readonly service: 'scopegate-authorizer' | 'scopegate-guard';
  /** `none`: it could not be decided. */
  readonly decision: 'allow' | 'deny' | 'none';
  readonly reason: AuditReason;
  /** Milliseconds, on a clock that only runs forward; see `toMilliseconds`. */
  readonly durationMs: number;
  /** See `apiIdOf`. */
  readonly apiId: string;
  /** Lambda's id of the invocation. */
  readonly function_request_id?: string | undefined;
  /** API Gateway's id of the request. */
  readonly apiRequestId?: string | undefined;
  /** Names the authorizer's decision; the guard repeats it. */
  readonly decisionId?: string | undefined;
  readonly routeKey?: string | undefined;
  /** See `scopesRequired`. */
  readonly scopesRequired?: string | undefined;
  readonly scopesGranted?: string | undefined;
  readonly issuer?: string | undefined;
  readonly subject?: string | undefined;
  readonly clientId?: string | undefined;
  /** Of a signed request. */
  readonly userArn?: string | undefined;
  readonly keyId?: string | undefined;
  /** First digits of a digest, to find the same token again. */
  readonly tokenDigest?: string | undefined;
  /** HTTP status of the handler's answer. */
  readonly status?: number | undefined;
  /** The parser or validator of the chain answered, before the handler. */
  readonly answeredBy?: 'validation' | undefined;
  /** `unchecked`: allowed although the revocation list could not be read. */
  readonly revocation?: 'unchecked' | undefined;
  /** The name or the harmless text of an error. */
  readonly error?: string | undefined;
}

/**
 * One line for one decision: JSON text without a line end, for standard output. Field names are those of Powertools'
 * logger (`level`, `message`, `timestamp`, `service`, `function_request_id`), so that one query serves all functions.
 *
 * The same line carries its metrics (CloudWatch embedded metric format): `Decisions`, and whatever else `count` adds. A
 * second line would repeat time, service and reason, and be paid for as such; the format allows other members beside
 * `_aws`. A deny is `INFO` and does not count as an error; only what could not be decided is `ERROR`.
 *
 * Not checked: that the record's texts are harmless. Members that are `undefined` are left out.
 *
 * @param now milliseconds since the epoch
 * @param count what is counted; `countUnchecked` for a request that was let in unchecked
 * @see https://docs.aws.amazon.com/powertools/typescript/latest/features/logger/
 */
export function formatAuditLine(record: AuditRecord, now: number, count = countDecision): string {
  const start = `{"level":"${levelOf(record)}","message":"authorization decision","timestamp":"${new Date(now).toISOString()}"`;
  // No record is without members.
  return `${start},${JSON.stringify(record).slice(1, -1)},${count(now)}}`;
}

function levelOf({ decision, revocation }: Pick<AuditRecord, 'decision' | 'revocation'>): 'ERROR' | 'WARN' | 'INFO' {
  if (decision === 'none') return 'ERROR';
  return revocation === undefined ? 'INFO' : 'WARN';
}
