import { type HttpProxyIntegration, qualifiedId } from '../../../model/index.ts';
import { errorCode, errorMessage } from '../../../runtime/index.ts';
import type { GatewayParts } from '../../gateway-parts.ts';
import type { IntegrationTrace } from '../../observe/request-trace.ts';
import type { RoutedRequest } from '../../request/routed-request.ts';
import type { GatewayResponse } from '../../respond/gateway-response.ts';
import { type Refusal, refuse } from '../../respond/refusal.ts';
import type { Integrated } from '../integrated.ts';
import { notInvoked } from '../not-invoked.ts';
import type { ProxyTarget } from './compile-proxy.ts';
import { buildProxyRequest, type ProxyRequest } from './proxy-request.ts';
import { toClientResponse } from './proxy-response.ts';
import { type ProxyAnswer, sendRequest } from './send-request.ts';

/**
 * Sends the request on to an HTTP integration's target and takes its answer back.
 *
 * @param variables `$context` variables from the authorizer
 */
export async function invokeHttpProxy(
  parts: GatewayParts,
  routed: RoutedRequest,
  {
    integration,
    variables,
  }: { readonly integration: HttpProxyIntegration; readonly variables: Readonly<Record<string, string>> },
): Promise<Integrated> {
  const target = parts.proxies.get(integration.integrationId);
  const name = `integration ${qualifiedId(integration)}`;
  if (!target) return { answer: refuse('internal', `${name} was not compiled`), trace: notInvoked };
  const startedAt = parts.clock.now();
  const timing = () => ({ ...notInvoked, invoked: true, durationMs: parts.clock.now() - startedAt });
  try {
    const request = buildProxyRequest(target, routed, { variables, settings: parts.settings });
    const answer = await send(parts, request, { routed, limitMillis: integration.timeoutMillis });
    return read(answer, { target, routed, variables, name, trace: timing() });
  } catch (error) {
    return failed(error, { name, trace: timing(), timeoutMillis: integration.timeoutMillis });
  }
}

/** More hops than any chain of APIs has: one that leads to itself ends here. */
const maxHops = 10;

interface Sending {
  readonly routed: RoutedRequest;
  readonly limitMillis: number;
}

/** A request to another API of the assembly goes through its gateway and its authorizer, any other over the network. */
async function send(
  parts: GatewayParts,
  request: ProxyRequest,
  { routed, limitMillis }: Sending,
): Promise<ProxyAnswer> {
  const answerOf = parts.neighbourAt(new URL(request.origin).hostname);
  if (answerOf === undefined) return await sendRequest(request, limitMillis);
  const hops = (routed.headers.get('forwarded') ?? '').split(',').length;
  if (hops > maxHops) throw new Error(`the request went through ${maxHops} APIs of the assembly`);
  const { method, target, headers, body } = request;
  const answer = answerOf({ method, target, headers, body, sourceIp: routed.request.sourceIp });
  const signal = AbortSignal.timeout(limitMillis);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return await Promise.race([answer, late]);
}

interface ResponseReading {
  readonly target: ProxyTarget;
  readonly routed: RoutedRequest;
  readonly variables: Readonly<Record<string, string>>;
  readonly name: string;
  readonly trace: IntegrationTrace;
}

function read(answer: ProxyAnswer, { target, routed, variables, name, trace }: ResponseReading): Integrated {
  let response: GatewayResponse | Refusal;
  try {
    response = toClientResponse(target, answer, { routed, variables });
  } catch (error) {
    response = refuse('internal', `${name}: ${errorMessage(error)}`);
  }
  const outcome = 'refusal' in response ? 'malformed' : 'returned';
  return { answer: response, trace: { ...trace, outcome }, serviceStatus: answer.status, ...requestIds(answer) };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
function requestIds({ headers }: ProxyAnswer): Pick<Integrated, 'functionRequestId' | 'secondRequestId'> {
  const named = new Map(headers);
  const first = named.get('x-amz-request-id') ?? named.get('x-amzn-requestid');
  const second = named.get('x-amz-id-2');
  return {
    ...(first !== undefined && { functionRequestId: first }),
    ...(second !== undefined && { secondRequestId: second }),
  };
}

function failed(
  error: unknown,
  {
    name,
    trace,
    timeoutMillis,
  }: { readonly name: string; readonly trace: IntegrationTrace; readonly timeoutMillis: number },
): Integrated {
  if (typeof error === 'object' && error !== null && Reflect.get(error, 'name') === 'TimeoutError') {
    const answer = refuse('integration-timeout', `${name} did not answer within ${timeoutMillis} ms`);
    return { answer, trace: { ...trace, outcome: 'timed-out' } };
  }
  const answer = refuse(
    'integration-unreachable',
    `${name} could not be reached (${errorCode(error)}: ${errorMessage(error)})`,
  );
  return { answer, trace: { ...trace, outcome: 'failed' } };
}
