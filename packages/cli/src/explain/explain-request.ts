import { type Explanation, explain, fetchJson } from '@scopegate/authorizer';
import type { Host } from '../host/host.ts';
import type { LoadedProject } from '../project/load-project.ts';
import { platformTables } from '../revoke/platform-tables.ts';
import { createRevocationStore } from '../revoke/revocation-store.ts';
import { findContractRun } from '../run/find-run.ts';
import { platformTime } from '../run/platform-time.ts';
import type { RunState } from '../run/run-state.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { paintFor } from '../shell/paint.ts';
import { checkedTarget } from '../shell/request-target.ts';
import { withoutTokens } from '../shell/safe-text.ts';
import { explainedAnswer, revokedAnswer } from './explained-answer.ts';
import { type ExplainedRevocation, explainRevocation, revocationTableOf } from './explained-revocation.ts';
import { type Explained, type ExplainedRequest, explainedText } from './explained-text.ts';
import { type ExplainedTokenOptions, explainedToken } from './explained-token.ts';
import { parseTime } from './parse-time.ts';
import { createPlatformKeys } from './platform-keys.ts';
import { readRunningAuthorizer } from './running-authorizer.ts';
import { servingRoute } from './serving-route.ts';

export interface ExplainCommandOptions extends ExplainedTokenOptions {
  readonly method: string;
  /** May have a query, which no decision depends on. */
  readonly path: string;
  /** See {@link parseTime}. @default the platform's time */
  readonly at?: string | undefined;
  readonly port?: number | undefined;
  readonly json?: boolean | undefined;
}

const exitCodeOf = { allow: exitCodes.ok, deny: exitCodes.failed, error: exitCodes.unexplained } as const;

/**
 * Prints why a request to the running platform is let in or not: it runs the authorizer's own steps in this process, with
 * the access table, the issuers and the keys of the platform, and then looks into the revocation table of the route's handler
 * as its guard does. Nothing is sent to the API, and no token is printed.
 *
 * Not looked at: whether the handler was built with its revocation list, the gateway's cache and throttle, CORS preflights, signatures of `iam()` routes, and the
 * handler itself.
 *
 * @returns the exit code: 0 allow, 1 deny, 2 when the keys cannot be fetched
 * @throws {CliError} without a running platform, and for a request whose route or token cannot be explained
 */
export async function explainRequest(
  project: LoadedProject,
  host: Host,
  options: ExplainCommandOptions,
): Promise<number> {
  const { method, path } = checkedTarget(options);
  const run = findContractRun(project, host, { command: 'explain', port: options.port });
  const { table, issuers, requestForms } = readRunningAuthorizer(run);
  const routeKey = servingRoute(table, method, path);
  const now = await platformTime(run, host);
  const at = options.at === undefined ? now : parseTime(options.at, now);
  const { token, holder } = await explainedToken(project, { run, host, options });
  const keys = createPlatformKeys(run, fetchJson);
  const explanation = await explain({ routeKey, token, at }, { table, issuers, fetchJson: keys.fetchJson });
  const revocation = await lookUp(explanation, { run, host, routeKey, now, at });
  const realm = project.contract.title;
  const answer =
    revocation?.revoked === undefined
      ? explainedAnswer(explanation, {
          entry: table.routes[routeKey],
          realm,
          hasToken: token !== undefined,
          scopes: table.scopes,
          requestForms,
        })
      : revokedAnswer(realm, revocation.revoked);
  const request: ExplainedRequest = {
    method,
    path: withoutTokens(path),
    routeKey,
    holder,
    at: new Date(at).toISOString(),
  };
  const steps = [...explanation.steps, ...(revocation === undefined ? [] : [revocation.step])];
  const explained: Explained = { request, steps, answer, failures: keys.failures };
  const json = (): string => `${JSON.stringify(explained, undefined, 2)}\n`;
  host.stdout.write(options.json === true ? json() : explainedText(explained, paintFor(host.stdout)));
  return exitCodeOf[answer.outcome];
}

interface LookUp {
  readonly run: RunState;
  readonly host: Pick<Host, 'fetch'>;
  readonly routeKey: string;
  /** The platform's time, which signs; and that of the request. Milliseconds since the epoch. */
  readonly now: number;
  readonly at: number;
}

/** What the guard finds in its revocation table; `undefined` where it does not get that far, or has none. */
async function lookUp(
  { answer, principal }: Explanation,
  { run, host, routeKey, now, at }: LookUp,
): Promise<ExplainedRevocation | undefined> {
  if (answer !== 'allow' || principal === undefined) return undefined;
  const table = revocationTableOf(await platformTables(run, host), routeKey);
  if (table === undefined) return undefined;
  const store = createRevocationStore({ run, fetch: host.fetch, now, tableName: table.tableName });
  return await explainRevocation(principal, { table, store, at });
}
