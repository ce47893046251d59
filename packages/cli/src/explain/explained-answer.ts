import type { Explanation } from '@scopegate/authorizer';
import {
  type AccessTableEntry,
  bearerChallenge,
  type DenyReason,
  isChallengeable,
  type ReasonCode,
  reasons,
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
}

export interface AnswerFacts {
  /** The entry of the route; `undefined`: the table has none. */
  readonly entry: AccessTableEntry | undefined;
  /** The contract's title, as the guard shows it. */
  readonly realm: string;
  readonly hasToken: boolean;
}

/**
 * The answer that follows from a decision. The gateway answers 401 without an identity source and 403 to a deny, both
 * without a reason; on a route in challenge mode the guard answers with the reason. An `iam()` route has no authorizer: no
 * bearer token is enough for it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function explainedAnswer(explanation: Explanation, { entry, realm, hasToken }: AnswerFacts): ExplainedAnswer {
  const answerOf = (reason: ReasonCode, outcome: Explanation['answer']) => {
    const { text, remedy } = reasons[reason];
    return { outcome, reason, text, remedy };
  };
  const { answer, reason } = explanation;
  if (answer === 'allow') return { ...answerOf(reason, answer), by: 'handler' };
  if (answer === 'error') return { ...answerOf(reason, answer), by: 'gateway', status: 500 };
  if (entry?.rule.kind === 'iam') return { ...answerOf('iam_required', 'deny'), by: 'gateway', status: 403 };
  if (!hasToken) return { ...answerOf(reason, 'deny'), by: 'gateway', status: 401 };
  if (entry?.challenge !== 'genuine' || !isChallengeable(reason))
    return { ...answerOf(reason, 'deny'), by: 'gateway', status: 403 };
  return {
    ...answerOf(reason, 'deny'),
    by: 'guard',
    status: reasons[reason].status,
    wwwAuthenticate: bearerChallenge(realm, { outcome: 'deny', reason, ...missingScopes(explanation, reason) }),
  };
}

function missingScopes({ steps }: Explanation, reason: DenyReason): { readonly missing?: readonly string[] } {
  const missing = steps.find((step) => step.reason === reason)?.inputs['missing'];
  return typeof missing === 'string' ? { missing: missing.split(' ') } : {};
}
