import { fault, type SynthFault } from '../fault.ts';
import { countByTarget, resourcesOf, type Template } from './template.ts';

const integrationQuota = 300;

/**
 * APIs with more routes or integrations than API Gateway takes.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function checkQuotas(template: Template, routeQuota: number): SynthFault[] {
  const count = (type: string) => [...countByTarget(resourcesOf(template, `AWS::ApiGatewayV2::${type}`), 'ApiId')];
  return [
    ...count('Route')
      .filter(([, routes]) => routes > routeQuota)
      .map(([api, routes]) => fault('too-many-routes', api, `${routes} (quota ${routeQuota})`)),
    ...count('Integration')
      .filter(([, integrations]) => integrations > integrationQuota)
      .map(([api, integrations]) => fault('too-many-integrations', api, String(integrations))),
  ];
}
