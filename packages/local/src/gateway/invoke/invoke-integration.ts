import { type Invocation, type LambdaIntegration, qualifiedId } from '../../model/index.ts';
import { errorMessage } from '../../runtime/index.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import { readPrintedSteps } from '../observe/printed-steps.ts';
import { integrationSourceArn } from '../request/arns.ts';
import { type AuthorizerContext, integrationEvent } from '../request/build-event.ts';
import { integrationEventV1 } from '../request/build-event-v1.ts';
import { lambdaPayloadLimitBytes } from '../request/limits.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import type { GatewayResponse } from '../respond/gateway-response.ts';
import { interpretIntegrationResult } from '../respond/integration-response.ts';
import { type Refusal, refuse } from '../respond/refusal.ts';
import { remapChallenge } from '../respond/remap-challenge.ts';
import type { Settings } from '../settings.ts';
import { functionErrorText } from './function-error-text.ts';
import { invokeHttpProxy } from './http-proxy/invoke-http-proxy.ts';
import type { Integrated } from './integrated.ts';
import { mayNotInvoke } from './invoke-permission.ts';
import { invokeWithin } from './invoke-within.ts';
import { mapFunctionAnswer, mapFunctionRequest } from './map-function-call.ts';
import { notInvoked } from './not-invoked.ts';

/** What the authorizer found out about the caller. */
export interface AuthorizedCaller {
  readonly context: AuthorizerContext | undefined;
  /** `$context` variables, for parameter mapping. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Calls the route's integration once: a function with the event it asks for, or an HTTP target.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
 */
export async function invokeIntegration(
  parts: GatewayParts,
  routed: RoutedRequest,
  caller: AuthorizedCaller,
): Promise<Integrated> {
  const integrated = await invoke(parts, routed, caller);
  const { answer } = integrated;
  return 'refusal' in answer ? integrated : { ...integrated, answer: remapChallenge(answer, parts.settings) };
}

async function invoke(
  parts: GatewayParts,
  routed: RoutedRequest,
  { context, variables }: AuthorizedCaller,
): Promise<Integrated> {
  const { integration } = routed.route;
  if (integration.type === 'HTTP_PROXY') return invokeHttpProxy(parts, routed, { integration, variables });
  const denied = mayNotInvoke(parts, integration, integrationSourceArn(routed));
  if (denied) return { answer: refuse('internal', denied), trace: notInvoked };
  const toEvent = integration.payloadFormatVersion === '1.0' ? integrationEventV1 : integrationEvent;
  const mapped = mapFunctionRequest(integration, routed, { variables, settings: parts.settings });
  const payload = JSON.stringify(toEvent(mapped, context, parts.settings));
  if (isTooLarge(payload)) {
    const cause = `the event is larger than Lambda's limit of ${lambdaPayloadLimitBytes} bytes`;
    return { answer: refuse('event-too-large', cause), trace: notInvoked };
  }
  return call(parts, { integration, routed, variables }, payload);
}

/** One call of a function, and what its answer's mappings may read. */
interface FunctionCall {
  readonly integration: LambdaIntegration;
  readonly routed: RoutedRequest;
  readonly variables: Readonly<Record<string, string>>;
}

async function call(parts: GatewayParts, asked: FunctionCall, payload: string): Promise<Integrated> {
  const { integration } = asked;
  const { functionArn, timeoutMillis } = integration;
  const name = `integration ${qualifiedId(integration)}`;
  const startedAt = parts.clock.now();
  const timed = await invokeWithin(parts.functions, { functionArn, payload }, timeoutMillis);
  const durationMs = parts.clock.now() - startedAt;
  switch (timed.kind) {
    case 'timed-out':
      return {
        answer: refuse('integration-timeout', `${name} did not answer within ${timeoutMillis} ms`),
        trace: { ...notInvoked, invoked: true, durationMs, outcome: 'timed-out' },
      };
    case 'broken':
      return { answer: refuse('internal', `${name} could not be invoked: ${timed.message}`), trace: notInvoked };
    case 'answered':
      return readInvocation(timed.invocation, { ...asked, name, durationMs, settings: parts.settings });
  }
}

interface Invoked extends FunctionCall {
  readonly name: string;
  readonly durationMs: number;
  readonly settings: Settings;
}

function readInvocation({ outcome, logs, cold, requestId }: Invocation, invoked: Invoked): Integrated {
  const { name, durationMs } = invoked;
  const trace = { invoked: true, cold, durationMs, logs, steps: readPrintedSteps(logs) };
  switch (outcome.kind) {
    case 'returned': {
      const answer = readResult(outcome.json, invoked);
      const kind = 'refusal' in answer ? 'malformed' : 'returned';
      return { answer, trace: { ...trace, outcome: kind }, functionRequestId: requestId, serviceStatus: 200 };
    }
    case 'failed': {
      const answer = refuse('internal', `${name} failed: ${functionErrorText(outcome.error)}`);
      const { trace: stack } = outcome.error;
      return {
        answer,
        trace: { ...trace, outcome: 'failed', ...(stack && { stack }) },
        functionRequestId: requestId,
        serviceStatus: 200,
      };
    }
    case 'throttled': {
      const answer = refuse('unavailable', `${name} was throttled: no execution environment was free`);
      return { answer, trace: { ...trace, invoked: false, outcome: 'throttled' } };
    }
    case 'unknown-function':
      return { answer: refuse('internal', `${name} names a function that does not exist`), trace: notInvoked };
  }
}

function readResult(json: string, { name, integration, settings, ...request }: Invoked): GatewayResponse | Refusal {
  if (isTooLarge(json)) {
    return refuse('internal', `${name} returned more than Lambda's limit of ${lambdaPayloadLimitBytes} bytes`);
  }
  try {
    const answer = interpretIntegrationResult(json, integration.payloadFormatVersion, settings);
    return mapFunctionAnswer(integration, answer, request);
  } catch (error) {
    return refuse('internal', `${name} gave a malformed answer: ${errorMessage(error)}`);
  }
}

/** A character takes three bytes at most: short texts need not be counted. */
const isTooLarge = (json: string): boolean =>
  json.length * 3 > lambdaPayloadLimitBytes && Buffer.byteLength(json) > lambdaPayloadLimitBytes;
