import { qualifiedId } from '../../model.ts';
import type { Invocation } from '../../services/functions/function-host.ts';
import { errorMessage } from '../error-text.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import type { IntegrationTrace } from '../observe/request-trace.ts';
import { parseTraceLines } from '../observe/trace-lines.ts';
import { integrationSourceArn } from '../request/arns.ts';
import { type AuthorizerContext, type Event, integrationEvent } from '../request/build-event.ts';
import { lambdaPayloadLimitBytes } from '../request/limits.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import type { GatewayResponse } from '../respond/gateway-response.ts';
import { interpretIntegrationResult } from '../respond/integration-response.ts';
import { type Refusal, refuse } from '../respond/refusal.ts';
import { functionErrorText } from './function-error-text.ts';
import { missingPermission } from './invoke-permission.ts';
import { invokeWithin } from './invoke-within.ts';

/** How the integration went. */
export interface Integrated {
  readonly answer: GatewayResponse | Refusal;
  readonly trace: IntegrationTrace;
  /** Lambda's request id; absent without an invocation that ended in time. */
  readonly functionRequestId?: string;
}

/**
 * Builds the event, invokes the route's function once and reads its result.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export async function invokeIntegration(
  parts: GatewayParts,
  routed: RoutedRequest,
  authorizer: AuthorizerContext | undefined,
): Promise<Integrated> {
  const { integration } = routed.route;
  const denied = missingPermission(parts.model.functions, integration.functionArn, integrationSourceArn(routed));
  if (denied) return { answer: refuse('internal', denied), trace: notInvoked };
  const event = integrationEvent(routed, authorizer, parts.settings);
  if (isTooLarge(event)) {
    const cause = `the event is larger than Lambda's limit of ${lambdaPayloadLimitBytes} bytes`;
    return { answer: refuse('payload-too-large', cause), trace: notInvoked };
  }
  return call(parts, routed, event);
}

async function call(parts: GatewayParts, { route }: RoutedRequest, payload: Event): Promise<Integrated> {
  const { functionArn, timeoutMillis } = route.integration;
  const name = `integration ${qualifiedId(route.integration)}`;
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
      return readInvocation(timed.invocation, { name, durationMs });
  }
}

function readInvocation(
  { outcome, logs, cold, requestId }: Invocation,
  { name, durationMs }: { readonly name: string; readonly durationMs: number },
): Integrated {
  const trace = { invoked: true, cold, durationMs, logs, steps: parseTraceLines(logs) };
  switch (outcome.kind) {
    case 'returned': {
      const answer = readResult(outcome.json, name);
      const kind = 'refusal' in answer ? 'malformed' : 'returned';
      return { answer, trace: { ...trace, outcome: kind }, functionRequestId: requestId };
    }
    case 'failed': {
      const answer = refuse('internal', `${name} failed: ${functionErrorText(outcome.error)}`);
      return { answer, trace: { ...trace, outcome: 'failed' }, functionRequestId: requestId };
    }
    case 'throttled': {
      const answer = refuse('unavailable', `${name} was throttled: no execution environment was free`);
      return { answer, trace: { ...trace, invoked: false, outcome: 'throttled' } };
    }
    case 'unknown-function':
      return { answer: refuse('internal', `${name} names a function that does not exist`), trace: notInvoked };
  }
}

function readResult(json: string, name: string): GatewayResponse | Refusal {
  if (Buffer.byteLength(json) > lambdaPayloadLimitBytes) {
    return refuse('internal', `${name} returned more than Lambda's limit of ${lambdaPayloadLimitBytes} bytes`);
  }
  try {
    return interpretIntegrationResult(json);
  } catch (error) {
    return refuse('internal', `${name} gave a malformed answer: ${errorMessage(error)}`);
  }
}

const isTooLarge = (event: Event): boolean => Buffer.byteLength(JSON.stringify(event)) > lambdaPayloadLimitBytes;

const notInvoked: IntegrationTrace = {
  invoked: false,
  cold: false,
  durationMs: 0,
  outcome: 'not-invoked',
  logs: [],
  steps: [],
};
