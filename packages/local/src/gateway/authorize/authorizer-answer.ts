import { evaluatePolicy, parsePolicyDocument } from '../../iam/index.ts';
import type { LambdaAuthorizer, PolicyStatement } from '../../model/index.ts';
import { isJsonObject, parseJson, type UncheckedObject } from '../../runtime/index.ts';
import type { Settings } from '../settings.ts';

/** A Lambda authorizer's well-formed answer; the whole of it is what gets cached. */
export type AuthorizerAnswer = {
  /** As returned, any JSON types; undefined when there was none. */
  readonly context?: UncheckedObject;
} & (
  | { readonly kind: 'simple'; readonly isAuthorized: boolean }
  | { readonly kind: 'policy'; readonly principalId?: string; readonly statements: readonly PolicyStatement[] }
);

type AnswerSettings = Pick<
  Settings,
  'authorizerAnswerLimitBytes' | 'authorizerAnswerKind' | 'authorizerExtraMembers' | 'isAuthorizedReading'
>;

/**
 * Reads what an authorizer returned. In payload format 1.0 the context may not use the reserved name `claims`.
 *
 * @param json the function's result as JSON text
 * @throws TypeError when it is not exactly what the configuration, or a setting that loosens it, asks for:
 * `isAuthorized` a real boolean, or a policy this gateway understands to the last member; `context` an object
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function parseAuthorizerAnswer(
  json: string,
  {
    enableSimpleResponses,
    payloadFormatVersion,
  }: Pick<LambdaAuthorizer, 'enableSimpleResponses' | 'payloadFormatVersion'>,
  settings: AnswerSettings,
): AuthorizerAnswer {
  const result = readMembers(json, settings);
  const { context } = result;
  if (context !== undefined && context !== null && !isJsonObject(context)) {
    throw new TypeError("the answer's context must be an object");
  }
  if (payloadFormatVersion === '1.0' && context && Object.hasOwn(context, 'claims')) {
    throw new TypeError('the name claims is reserved in the context of payload format 1.0');
  }
  const isSimple = settings.authorizerAnswerKind === 'either' ? looksSimple(result) : enableSimpleResponses;
  const verdict = isSimple ? parseSimple(result, settings) : parsePolicy(result);
  return { ...verdict, ...(context && { context }) };
}

function readMembers(json: string, settings: AnswerSettings): UncheckedObject {
  const { authorizerAnswerLimitBytes: limit, authorizerExtraMembers } = settings;
  if (Buffer.byteLength(json) > limit) throw new TypeError(`the answer is larger than ${limit} bytes`);
  const result = parseJson(json);
  if (result === undefined) throw new TypeError('the authorizer must return JSON');
  if (!isJsonObject(result)) throw new TypeError('the authorizer must return an object');
  if (authorizerExtraMembers === 'malformed' && !Object.keys(result).every((name) => documented.has(name))) {
    throw new TypeError(`the answer has members beside ${[...documented].join(', ')}`);
  }
  return result;
}

const documented: ReadonlySet<string> = new Set(['isAuthorized', 'principalId', 'policyDocument', 'context']);

/** An answer that is both is read by the stricter of them. */
const looksSimple = (result: UncheckedObject): boolean => !Object.hasOwn(result, 'policyDocument');

function parseSimple({ isAuthorized }: UncheckedObject, { isAuthorizedReading }: AnswerSettings) {
  if (isAuthorizedReading === 'coerced') {
    return {
      kind: 'simple',
      isAuthorized: isAuthorized === true || isAuthorized === 'true' || isAuthorized === 1,
    } as const;
  }
  if (typeof isAuthorized !== 'boolean') {
    throw new TypeError('simple responses are enabled: the answer must have isAuthorized, true or false');
  }
  return { kind: 'simple', isAuthorized } as const;
}

function parsePolicy({ principalId, policyDocument }: UncheckedObject) {
  if (policyDocument === undefined) {
    throw new TypeError('simple responses are not enabled: the answer must have a policyDocument');
  }
  if (principalId !== undefined && typeof principalId !== 'string') {
    throw new TypeError("the answer's principalId must be a string");
  }
  const statements = parsePolicyDocument(policyDocument);
  return { kind: 'policy', statements, ...(principalId !== undefined && { principalId }) } as const;
}

/** Why an answer denies a route ARN; undefined when it allows it. A cached policy is asked anew for each request. */
export function denialReason(answer: AuthorizerAnswer, routeArn: string): string | undefined {
  if (answer.kind === 'simple') return answer.isAuthorized ? undefined : 'isAuthorized is false';
  const verdict = evaluatePolicy(answer.statements, { action: 'execute-api:Invoke', resource: routeArn });
  if (verdict === 'allow') return undefined;
  return verdict === 'explicit-deny' ? 'the policy denies the route' : 'the policy does not allow the route';
}
