import type { Api, DomainName } from '../../model/index.ts';
import type { CustomDomain } from '../request/custom-domain.ts';
import type { GatewayRequest } from '../request/gateway-request.ts';
import { type Refusal, refuse } from '../respond/refusal.ts';
import type { SelectedStage } from '../routing/select-stage.ts';
import type { Settings } from '../settings.ts';
import { selectMapping } from './select-mapping.ts';

/**
 * Stage and path of a request that came by a custom domain. Mutual TLS is the listener's: here it only counts whether a
 * certificate was verified, so that a plain connection cannot name such a domain.
 */
export function enterByDomain(
  domain: DomainName,
  { request, api, rawPath, settings }: { request: GatewayRequest; api: Api; rawPath: string; settings: Settings },
): (SelectedStage & { readonly customDomain: CustomDomain }) | Refusal {
  const { domainName } = domain;
  if (domain.mutualTls && !request.clientCertificate) {
    return refuse(
      'forbidden',
      `${domainName} wants a client certificate; use the HTTPS address the platform names for it`,
    );
  }
  const selected = selectMapping(domain, rawPath);
  const stage = api.stages.find(({ name }) => name === selected?.mapping.stage);
  if (!selected || selected.mapping.apiId !== api.apiId || !stage) {
    const refusal = settings.unmappedDomainStatus === 403 ? 'forbidden' : 'not-found';
    return refuse(refusal, `no API mapping of ${domainName} matches the path`);
  }
  return { stage, routePath: selected.routePath, customDomain: { domainName, key: selected.mapping.key } };
}
