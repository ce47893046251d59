/**
 * The policy of an authorizer's answer.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: 'execute-api:Invoke';
  readonly Resource: readonly string[];
}

/** Largest policy, in bytes: what API Gateway publishes for WebSocket APIs; for HTTP APIs it publishes nothing. */
export const maxPolicyBytes = 8_192;

/** A policy of `<METHOD>/<path>` patterns. */
export function toPolicyDocument(
  stageArn: string,
  allows: readonly string[],
  denies: readonly string[],
): PolicyDocument {
  const statement = (Effect: 'Allow' | 'Deny', patterns: readonly string[]) =>
    ({ Effect, Action: 'execute-api:Invoke', Resource: patterns.map((pattern) => `${stageArn}/${pattern}`) }) as const;
  const denied = denies.length === 0 ? [] : [statement('Deny', denies)];
  return { Version: '2012-10-17', Statement: [statement('Allow', allows), ...denied] };
}

/** Denies everything, for callers to whom nothing is allowed; a policy without statements is malformed. */
export const denyAll: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: ['*'] }],
};

// No `*`, `?` or `${` may come in: whatever stands here stands in a policy.
const routeArn =
  /^(arn:[a-z-]+:execute-api:[a-z0-9-]+:[0-9]{12}:[a-z0-9]+\/(?:\$default|[A-Za-z0-9_-]+))\/[A-Z]+(?:\/|$)/;

/**
 * `arn:<partition>:execute-api:<region>:<account>:<api>/<stage>` of an event's `routeArn`. All that a policy takes from
 * the request: method and path are those of one request, and the policy serves others.
 *
 * @throws {Error} when the text is no such ARN; it comes from the gateway, so this is no fault of the caller's
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function stageArnOf(text: unknown): string {
  const stageArn = typeof text === 'string' ? routeArn.exec(text)?.[1] : undefined;
  if (stageArn !== undefined) return stageArn;
  throw new Error(
    'The event has no routeArn of an HTTP API (arn:<partition>:execute-api:<region>:<account>:<api>/<stage>/<METHOD>/<path>). Let nothing but an HTTP API with payload format 2.0 call the authorizer.',
  );
}
