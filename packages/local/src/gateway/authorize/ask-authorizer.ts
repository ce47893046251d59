import { type Invocation, type LambdaAuthorizer, qualifiedId } from '../../model/index.ts';
import { errorMessage } from '../../runtime/index.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import { mayNotInvoke } from '../invoke/invoke-permission.ts';
import { invokeWithin } from '../invoke/invoke-within.ts';
import { authorizerSourceArn } from '../request/arns.ts';
import { authorizerEvent, type Event } from '../request/build-event.ts';
import { authorizerEventV1 } from '../request/build-event-v1.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import type { Settings } from '../settings.ts';
import { parseAuthorizerAnswer } from './authorizer-answer.ts';
import { authorizerFailure, fault, malformedAnswer } from './authorizer-fault.ts';
import type { AuthorizerResult } from './authorizer-result.ts';

/** One call of an authorizer function. */
export interface AskedAuthorizer {
  readonly result: AuthorizerResult;
  /** The identity source values that its event was made of; absent when it could not be called at all. */
  readonly values?: readonly string[];
  /** Absent when the function was not invoked or had not answered in time. */
  readonly invocation?: Invocation;
  readonly invoked: boolean;
}

/** What is asked: whom, about which identity source values. */
export interface Question {
  readonly authorizer: LambdaAuthorizer;
  readonly values: readonly string[];
}

/** The event of the authorizer's payload format. */
export function toAuthorizerEvent(routed: RoutedRequest, { authorizer, values }: Question, settings: Settings): Event {
  const toEvent = authorizer.payloadFormatVersion === '1.0' ? authorizerEventV1 : authorizerEvent;
  return toEvent(routed, shownValues(authorizer, values, settings), settings);
}

const shownValues = (
  { identitySource }: LambdaAuthorizer,
  values: readonly string[],
  { routeKeyIdentitySource }: Settings,
): readonly string[] =>
  routeKeyIdentitySource === 'shown' ? values : values.filter((_, at) => identitySource[at] !== '$context.routeKey');

/** Invokes the authorizer's function within its time limit and reads the answer. Caches nothing. */
export async function askAuthorizer(
  parts: GatewayParts,
  routed: RoutedRequest,
  { authorizer, values }: Question,
): Promise<AskedAuthorizer> {
  const { functionArn, authorizerId } = authorizer;
  const denied = mayNotInvoke(parts, authorizer, authorizerSourceArn(routed, authorizerId));
  if (denied) return { result: fault(denied), invoked: false };
  const limitMillis = parts.settings.authorizerTimeoutMillis;
  const payload = JSON.stringify(toAuthorizerEvent(routed, { authorizer, values }, parts.settings));
  const call = await invokeWithin(parts.functions, { functionArn, payload }, limitMillis);
  const name = `authorizer ${qualifiedId(authorizer)}`;
  switch (call.kind) {
    case 'timed-out': {
      const result = fault(`${name} did not answer within ${limitMillis} ms`, 'authorizer-timeout');
      return { result, invoked: true, values };
    }
    case 'broken':
      return { result: fault(`${name} could not be invoked: ${call.message}`), invoked: false };
    case 'answered': {
      const read = readAnswer(call.invocation, { authorizer, name, settings: parts.settings });
      return { ...read, invocation: call.invocation, values };
    }
  }
}

interface AnswerReading {
  readonly authorizer: LambdaAuthorizer;
  readonly name: string;
  readonly settings: Settings;
}

function readAnswer({ outcome }: Invocation, reading: AnswerReading): Pick<AskedAuthorizer, 'result' | 'invoked'> {
  const { authorizer, name, settings } = reading;
  switch (outcome.kind) {
    case 'returned':
      return { result: parse(outcome.json, reading), invoked: true };
    case 'failed':
      return { result: authorizerFailure(outcome.error, name, settings), invoked: true };
    case 'throttled':
      return { result: fault(`${name} was throttled: no execution environment was free`), invoked: false };
    case 'unknown-function':
      return {
        result: fault(`${name} names a function that does not exist: ${authorizer.functionArn}`),
        invoked: false,
      };
  }
}

function parse(json: string, { authorizer, name, settings }: AnswerReading): AuthorizerResult {
  try {
    return parseAuthorizerAnswer(json, authorizer, settings);
  } catch (error) {
    return malformedAnswer(`${name} gave a malformed answer: ${errorMessage(error)}`);
  }
}
