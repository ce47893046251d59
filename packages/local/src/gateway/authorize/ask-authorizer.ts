import type { LambdaAuthorizer } from '../../model.ts';
import { qualifiedId } from '../../model.ts';
import type { Invocation } from '../../services/functions/function-host.ts';
import { errorMessage } from '../error-text.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import { functionErrorText } from '../invoke/function-error-text.ts';
import { missingPermission } from '../invoke/invoke-permission.ts';
import { invokeWithin } from '../invoke/invoke-within.ts';
import { authorizerSourceArn } from '../request/arns.ts';
import { authorizerEvent, type Event } from '../request/build-event.ts';
import { authorizerEventV1 } from '../request/build-event-v1.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import { type AuthorizerAnswer, parseAuthorizerAnswer } from './authorizer-answer.ts';

/** One call of an authorizer function: its answer, or why there is none to rely on. */
export interface AskedAuthorizer {
  readonly answer?: AuthorizerAnswer;
  /** Words for the trace; the function's own message may be part of them. */
  readonly fault?: string;
  /** What the function was given, or would have been; absent when it could not be called at all. */
  readonly event?: Event;
  /** Absent when the function was not invoked or had not answered in time. */
  readonly invocation?: Invocation;
  readonly invoked: boolean;
}

/** Invokes the authorizer's function within its time limit and reads the answer. Caches nothing. */
export async function askAuthorizer(
  parts: GatewayParts,
  routed: RoutedRequest,
  { authorizer, values }: { readonly authorizer: LambdaAuthorizer; readonly values: readonly string[] },
): Promise<AskedAuthorizer> {
  const { functionArn, authorizerId } = authorizer;
  const denied = missingPermission(parts.model.functions, functionArn, authorizerSourceArn(routed, authorizerId));
  if (denied) return { fault: denied, invoked: false };
  const limitMillis = parts.settings.authorizerTimeoutMillis;
  const event =
    authorizer.payloadFormatVersion === '1.0'
      ? authorizerEventV1(routed, values)
      : authorizerEvent(routed, values, parts.settings);
  const call = await invokeWithin(parts.functions, { functionArn, payload: event }, limitMillis);
  const name = `authorizer ${qualifiedId(authorizer)}`;
  if (call.kind === 'timed-out') {
    return { fault: `${name} did not answer within ${limitMillis} ms`, invoked: true, event };
  }
  if (call.kind === 'broken') return { fault: `${name} could not be invoked: ${call.message}`, invoked: false };
  return { ...readAnswer(call.invocation, authorizer, name), invocation: call.invocation, event };
}

function readAnswer({ outcome }: Invocation, authorizer: LambdaAuthorizer, name: string): AskedAuthorizer {
  switch (outcome.kind) {
    case 'returned':
      return { ...parse(outcome.json, authorizer, name), invoked: true };
    case 'failed':
      return { fault: `${name} failed: ${functionErrorText(outcome.error)}`, invoked: true };
    case 'throttled':
      return { fault: `${name} was throttled: no execution environment was free`, invoked: false };
    case 'unknown-function':
      return { fault: `${name} names a function that does not exist: ${authorizer.functionArn}`, invoked: false };
  }
}

function parse(json: string, authorizer: LambdaAuthorizer, name: string) {
  try {
    return { answer: parseAuthorizerAnswer(json, authorizer) };
  } catch (error) {
    return { fault: `${name} gave a malformed answer: ${errorMessage(error)}` };
  }
}
