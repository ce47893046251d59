import type { Settings } from '../settings.ts';
import type { GatewayResponse } from './gateway-response.ts';
import type { Refusal, RefusalName } from './refusal.ts';

/**
 * The gateway's own answers: status and body, exactly. HTTP APIs have no gateway responses, so nothing here can be
 * customised by a template.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
 */
export function refusalResponse({ refusal, headers = [] }: Refusal, settings: Settings): GatewayResponse {
  const [status, message] = statusAndMessage(refusal, settings);
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

function statusAndMessage(name: RefusalName, settings: Settings): readonly [status: number, message: string] {
  switch (name) {
    case 'bad-request':
      return [400, 'Bad Request'];
    case 'not-found':
      return [404, 'Not Found'];
    case 'not-implemented':
      return [501, 'Not Implemented'];
    case 'unauthorized':
      return [401, 'Unauthorized'];
    case 'forbidden':
      return [403, 'Forbidden'];
    case 'endpoint-disabled':
      return settings.disabledEndpointStatus === 403 ? [403, 'Forbidden'] : [404, 'Not Found'];
    case 'authorizer-timeout':
      return settings.authorizerTimeoutStatus === 500 ? [500, 'Internal Server Error'] : [503, 'Service Unavailable'];
    case 'internal':
      return [500, 'Internal Server Error'];
    case 'unavailable':
      return [503, 'Service Unavailable'];
    case 'integration-unreachable':
      return settings.integrationUnreachableStatus === 503
        ? [503, 'Service Unavailable']
        : [500, 'Internal Server Error'];
    case 'integration-timeout':
      return [
        settings.integrationTimeoutStatus,
        settings.integrationTimeoutStatus === 503 ? 'Service Unavailable' : 'Gateway Timeout',
      ];
    case 'too-many-requests':
      return [429, settings.tooManyRequestsMessage];
    case 'payload-too-large':
      return [413, settings.payloadTooLargeMessage];
    case 'event-too-large':
      return [413, 'Request Entity Too Large'];
    case 'headers-too-large':
      return [settings.headersTooLargeStatus, settings.headersTooLargeMessage];
    case 'route-arn-too-long':
      return [414, settings.routeArnTooLongMessage];
  }
}
