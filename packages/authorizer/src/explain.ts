import type { AccessRule } from '@scopegate/contract';
import type { AccessTableEntry, Principal, ReasonCode } from '@scopegate/contract/decision';
import { reasons } from '@scopegate/contract/decision';
import { createRouteKeySelector } from '@scopegate/contract/policy';
import { KeysUnavailableError } from './keys/keys-unavailable-error.ts';
import type { State } from './state.ts';
import { createDecisionSteps, type DecisionOptions, type DecisionStep } from './steps/decision-steps.ts';

/** What to explain: a route, by its key or by a request to it, and a token. */
export type ExplainRequest = (
  | { readonly routeKey: string }
  | {
      readonly method: string;
      /** Decoded, without stage and query. */
      readonly path: string;
    }
) & {
  /** `undefined`: the request has none. */
  readonly token: string | undefined;
  /** The time of the request, in milliseconds since the epoch. @default the options' `now` */
  readonly at?: number;
};

export interface ExplainedStep {
  readonly name: 'route' | DecisionStep['name'];
  /** `skipped`: an earlier step has decided already. */
  readonly outcome: 'ok' | 'deny' | 'error' | 'skipped';
  readonly reason?: ReasonCode;
  /** The outcome in words. */
  readonly words: string;
  /** What it looked at, by name; of the token only what was verified. */
  readonly inputs: Readonly<Record<string, string | number>>;
}

export interface Explanation {
  readonly answer: 'allow' | 'deny' | 'error';
  readonly reason: ReasonCode;
  /** What to do to get another answer. */
  readonly remedy: string;
  readonly steps: readonly ExplainedStep[];
  /** Whom the token speaks for; absent for a token that was not verified. */
  readonly principal?: Principal;
}

/**
 * Why the authorizer answers a request as it does: the steps of {@link createAuthorizer} themselves, run in this process,
 * and what each found.
 *
 * Open routes never reach an authorizer; they are answered by the `route` step. Not looked at: the gateway's cache, IAM's
 * own judgement of an `iam()` route, and what the guard checks besides the decision.
 *
 * @throws {Error} when no route serves the request, or AWS does not document which of several does
 */
export async function explain(request: ExplainRequest, options: DecisionOptions): Promise<Explanation> {
  const { table, now = Date.now } = options;
  const at = request.at ?? now();
  const routeKey = toRouteKey(request, table);
  const entry = Object.hasOwn(table.routes, routeKey) ? table.routes[routeKey] : undefined;
  const state: State = {
    authorization: request.token === undefined ? undefined : `Bearer ${request.token}`,
    routeKey,
    decisionId: 'explain',
  };
  const steps: ExplainedStep[] = [explainRoute(routeKey, entry)];
  const open = isOpen(entry?.rule);
  let reason: ReasonCode = 'allowed';
  for (const { name, run } of createDecisionSteps({ ...options, now: () => at })) {
    if (open || reason !== 'allowed') {
      const words = open ? 'The route is open: no authorizer is asked' : 'An earlier step has decided';
      steps.push({ name, outcome: 'skipped', words, inputs: {} });
      continue;
    }
    reason = await runStep(run, state);
    steps.push({ ...described(reason), name, inputs: inputs[name](state, { at, entry }) });
  }
  const { kind, remedy } = reasons[reason];
  const { verified } = state;
  return {
    answer: answers[kind],
    reason,
    remedy,
    steps,
    ...(verified === undefined ? {} : { principal: verified.principal }),
  };
}

const answers = { allow: 'allow', deny: 'deny', fault: 'error' } as const;

function toRouteKey(request: ExplainRequest, table: DecisionOptions['table']): string {
  if ('routeKey' in request) return request.routeKey;
  const { method, path } = request;
  const [only, ...others] = createRouteKeySelector(table)(method, path);
  if (only === undefined)
    throw new Error(`No route serves ${method} ${path}: 404. Routes: ${Object.keys(table.routes).join(', ')}.`);
  if (others.length === 0) return only;
  throw new Error(
    `AWS does not document which of ${[only, ...others].join(', ')} serves ${method} ${path}. Give the route key instead.`,
  );
}

const explainRoute = (routeKey: string, entry: AccessTableEntry | undefined): ExplainedStep => ({
  name: 'route',
  outcome: 'ok',
  words: entry === undefined ? 'The contract has no such route' : 'The route and what it requires',
  inputs: { routeKey, ...(entry === undefined ? {} : { requires: ruleText(entry) }) },
});

function isOpen(rule: AccessRule | undefined): boolean {
  if (rule?.kind === 'open') return true;
  rule?.kind satisfies 'authenticated' | 'scopes' | 'iam' | undefined;
  return false;
}

const ruleText = ({ rule }: AccessTableEntry): string =>
  rule.kind === 'scopes'
    ? rule.anyOf.map((alternative) => alternative.join(' and ')).join(', or ')
    : `${rule.kind satisfies 'open' | 'authenticated' | 'iam'}()`;

async function runStep(run: DecisionStep['run'], state: State): Promise<ReasonCode> {
  try {
    await run(state);
    return state.refused ?? 'allowed';
  } catch (error) {
    if (error instanceof KeysUnavailableError) return error.code;
    throw error;
  }
}

function described(reason: ReasonCode): Pick<ExplainedStep, 'outcome' | 'words' | 'reason'> {
  const { kind, text } = reasons[reason];
  if (kind === 'allow') return { outcome: 'ok', words: 'Passed' };
  return { outcome: kind === 'deny' ? 'deny' : 'error', words: text, reason };
}

interface Surroundings {
  readonly at: number;
  readonly entry: AccessTableEntry | undefined;
}

function time(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString();
}

const inputs: Record<DecisionStep['name'], (state: State, around: Surroundings) => ExplainedStep['inputs']> = {
  credential: ({ token }) => (token === undefined ? {} : { tokenLength: token.length }),
  verify: ({ issuer, verified }) => ({
    ...(issuer === undefined ? {} : { issuer }),
    ...(verified === undefined
      ? {}
      : {
          issuer: verified.principal.issuer,
          keyId: verified.keyId,
          subject: verified.principal.subject,
          ...(verified.principal.clientId === undefined ? {} : { clientId: verified.principal.clientId }),
        }),
  }),
  decide: ({ decision, verified }, { at, entry }) => ({
    now: time(at),
    ...(entry === undefined ? {} : { requires: ruleText(entry) }),
    ...(verified === undefined
      ? {}
      : { validUntil: time(verified.principal.validUntil * 1_000), granted: verified.principal.scopes.join(' ') }),
    ...(decision?.outcome === 'deny' && decision.missing !== undefined ? { missing: decision.missing.join(' ') } : {}),
  }),
};
