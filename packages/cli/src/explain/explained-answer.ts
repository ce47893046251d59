import type { Explanation } from '@scopegate/authorizer';
import {
  type AccessTableEntry,
  bearerChallenge,
  type DenyReason,
  isChallengeable,
  type ReasonCode,
  reasons,
} from '@scopegate/contract/decision';

/** What the client would get. */
export interface ExplainedAnswer {
  readonly outcome: Explanation['answer'];
  readonly reason: ReasonCode;
  readonly text: string;
  readonly remedy: string;
  /** Who answers, and with what. */
  readonly by: 'handler' | 'gateway' | 'guard';
  /** Absent where the handler answers. */
  readonly status?: number;
  /** The challenge (RFC 6750 §3); only the guard has one. */
  readonly wwwAuthenticate?: string;
}

export interface AnswerFacts {
  /** The route's. `undefined`: the table has none. */
  readonly entry: AccessTableEntry | undefined;
  /** The contract's title, as the guard shows it. */
  readonly realm: string;
  readonly hasToken: boolean;
}

/**
 * From a decision to the answer: the gateway tells a missing identity source (401) and a deny (403) without a reason;
 * the guard tells more where the route is in challenge mode. `iam()` routes ask no authorizer: no bearer token opens them.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function explainedAnswer(explanation: Explanation, { entry, realm, hasToken }: AnswerFacts): ExplainedAnswer {
  const told = (reason: ReasonCode, outcome: Explanation['answer']) => {
    const { text, remedy } = reasons[reason];
    return { outcome, reason, text, remedy };
  };
  const { answer, reason } = explanation;
  if (answer === 'allow') return { ...told(reason, answer), by: 'handler' };
  if (answer === 'error') return { ...told(reason, answer), by: 'gateway', status: 500 };
  if (entry?.rule.kind === 'iam') return { ...told('iam_required', 'deny'), by: 'gateway', status: 403 };
  if (!hasToken) return { ...told(reason, 'deny'), by: 'gateway', status: 401 };
  if (entry?.challenge !== 'genuine' || !isChallengeable(reason))
    return { ...told(reason, 'deny'), by: 'gateway', status: 403 };
  return {
    ...told(reason, 'deny'),
    by: 'guard',
    status: reasons[reason].status,
    wwwAuthenticate: bearerChallenge(realm, { outcome: 'deny', reason, ...missingIn(explanation, reason) }),
  };
}

function missingIn({ steps }: Explanation, reason: DenyReason): { readonly missing?: readonly string[] } {
  const missing = steps.find((step) => step.reason === reason)?.inputs['missing'];
  return typeof missing === 'string' ? { missing: missing.split(' ') } : {};
}
