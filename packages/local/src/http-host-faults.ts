import { isLoopback } from './gateway/loopback.ts';
import type { HttpProxyIntegration, Model } from './model.ts';
import type { Fault } from './template/fault.ts';

/**
 * HTTP integrations of routes whose requests would leave this machine for a host that is not allowed. Found before
 * anything is started.
 *
 * Not checked: URIs that name no host in plain; the gateway refuses those.
 */
export function httpHostFaults({ apis }: Pick<Model, 'apis'>, allowed: readonly string[]): Fault[] {
  const integrations = apis.flatMap(({ routes }) =>
    routes.flatMap(({ integration }) => (integration.type === 'HTTP_PROXY' ? [integration] : [])),
  );
  return [...new Map(integrations.map((integration) => [integration.integrationId, integration])).values()].flatMap(
    (integration) => {
      const [origin = ''] = /^https?:\/\/[^/?#{}$]+/i.exec(integration.uri) ?? [];
      if (!URL.canParse(origin)) return [];
      const url = new URL(origin);
      return isLoopback(url) || allowed.includes(url.hostname) ? [] : [toFault(integration, url.hostname)];
    },
  );
}

const toFault = ({ stack, logicalId }: HttpProxyIntegration, host: string): Fault => ({
  stack,
  logicalId,
  type: 'AWS::ApiGatewayV2::Integration',
  path: 'Properties.IntegrationUri',
  reason: `Requests would leave this machine for ${JSON.stringify(host)}`,
  remedy: `Point the integration to loopback, or allow the host: --allow-http-host ${host} (option allowedHttpHosts).`,
});
