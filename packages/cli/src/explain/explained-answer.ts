import type { Explanation } from '@scopegate/authorizer';
import {
  type AccessTable,
  type AccessTableEntry,
  bearerChallenge,
  challengedScopes,
  createChallenge,
  isChallengeable,
  type ReasonCode,
  reasons,
  toRequested,
} from '@scopegate/contract/decision';

/** The answer that the client would get. */
export interface ExplainedAnswer {
  readonly outcome: Explanation['answer'];
  readonly reason: ReasonCode;
  readonly text: string;
  readonly remedy: string;
  /** Which part answers. */
  readonly by: 'handler' | 'gateway' | 'guard';
  /** Absent where the handler answers. */
  readonly status?: number;
  /** The challenge (RFC 6750 §3); only the guard sends one. */
  readonly wwwAuthenticate?: string;
  /** Since when the token is revoked, where that is why and the entry says it. ISO 8601, UTC. */
  readonly revokedSince?: string;
}

export interface AnswerFacts {
  /** The entry of the route; `undefined`: the table has none. */
  readonly entry: AccessTableEntry | undefined;
  /** The contract's title, as the guard shows it. */
  readonly realm: string;
  readonly hasToken: boolean;
  /** Of the table: scope to itself and all it implies. */
  readonly scopes: AccessTable['scopes'];
  /** How clients of an issuer ask for scopes, by `iss`. */
  readonly requestForms: Readonly<Record<string, string>>;
}

/**
 * The answer that follows from a decision. The gateway answers 401 without an identity source and 403 to a deny, both
 * without a reason; on a route in challenge mode the guard answers with the reason. An `iam()` route has no authorizer: no
 * bearer token is enough for it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function explainedAnswer(explanation: Explanation, facts: AnswerFacts): ExplainedAnswer {
  const { entry, realm, hasToken } = facts;
  const answerOf = (reason: ReasonCode, outcome: Explanation['answer']) => {
    const { text, remedy } = reasons[reason];
    return { outcome, reason, text, remedy };
  };
  const { answer, reason } = explanation;
  if (answer === 'allow') return { ...answerOf(reason, answer), by: 'handler' };
  if (answer === 'error') return { ...answerOf(reason, answer), by: 'gateway', status: 500 };
  const kind = entry?.rule.kind;
  if (kind === 'iam') return { ...answerOf('iam_required', 'deny'), by: 'gateway', status: 403 };
  kind satisfies 'open' | 'authenticated' | 'scopes' | undefined;
  if (!hasToken) return { ...answerOf(reason, 'deny'), by: 'gateway', status: 401 };
  if (entry?.challenge !== 'genuine' || !isChallengeable(reason))
    return { ...answerOf(reason, 'deny'), by: 'gateway', status: 403 };
  return {
    ...answerOf(reason, 'deny'),
    by: 'guard',
    status: reasons[reason].status,
    wwwAuthenticate: bearerChallenge(realm, reason, createChallenge(reason, requestedScopes(explanation, facts))),
  };
}

/** The answer of the guard to a token that is revoked: on every route, with a challenge. */
export function revokedAnswer(realm: string, { since }: { readonly since?: string }): ExplainedAnswer {
  const reason = 'token_revoked';
  const { text, remedy, status } = reasons[reason];
  return {
    outcome: 'deny',
    reason,
    text,
    remedy,
    by: 'guard',
    status,
    wwwAuthenticate: bearerChallenge(realm, reason, createChallenge(reason, [])),
    ...(since === undefined ? {} : { revokedSince: since }),
  };
}

/** What the guard would have the client ask its issuer for. */
function requestedScopes({ reason, principal }: Explanation, { entry, scopes, requestForms }: AnswerFacts): string[] {
  if (reason !== 'insufficient_scope' || entry === undefined || principal === undefined) return [];
  const impliesOthers = (scope: string): boolean => (scopes[scope]?.length ?? 0) > 1;
  return challengedScopes(entry.rule, { granted: principal.scopes, impliesOthers }).map((scope) =>
    toRequested(requestForms[principal.issuer] ?? '{scope}', scope),
  );
}
