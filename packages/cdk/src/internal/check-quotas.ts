import { fault, type SynthFault } from '../fault.ts';
import type { ApiIds } from './api-ids.ts';
import { groupBy } from './group-by.ts';
import { valueKey } from './read-text.ts';
import { resourcesOf, shown, type Template } from './template.ts';

const integrationQuota = 300;

/**
 * APIs with more routes or integrations than API Gateway takes. What may belong to an API counts as its own.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function checkQuotas(template: Template, apis: ApiIds, routeQuota: number): SynthFault[] {
  const count = (type: string) => countByApi(template, apis, `AWS::ApiGatewayV2::${type}`);
  return [
    ...count('Route')
      .filter(([, routes]) => routes > routeQuota)
      .map(([api, routes]) => fault('too-many-routes', api, `${routes} (quota ${routeQuota})`)),
    ...count('Integration')
      .filter(([, integrations]) => integrations > integrationQuota)
      .map(([api, integrations]) => fault('too-many-integrations', api, String(integrations))),
  ];
}

function countByApi(template: Template, apis: ApiIds, type: string): [string, number][] {
  const ids = resourcesOf(template, type).map(({ properties }) => properties['ApiId']);
  const named = new Set(ids.flatMap((id) => apis.declared(id) ?? []));
  const unread = groupBy(
    ids.filter((id) => apis.declared(id) === undefined),
    valueKey,
  );
  return [
    ...[...named].map((name): [string, number] => [name, ids.filter((id) => apis.mayBe(id, name)).length]),
    ...[...unread.values()].map((same): [string, number] => [`ApiId ${shown(same[0])}`, same.length]),
  ];
}
