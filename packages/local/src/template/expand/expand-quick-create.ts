import type { RawResource } from '../assembly/stack-template.ts';
import type { Json } from '../json-value.ts';
import { planResources } from './api-plan.ts';
import type { Expansion } from './expansion.ts';
import { expanded, readerAt } from './expansion.ts';

type Entry = readonly [logicalId: string, resource: RawResource];

/**
 * Writes out an API made by quick create: one route (`$default` unless `RouteKey` says otherwise) to `Target`, and a
 * `$default` stage that deploys by itself. A target that is not a literal URL counts as a function.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
 */
export function expandQuickCreate([api, resource]: Entry, expansion: Expansion): readonly Entry[] {
  const { Target: target = null, RouteKey: _key, ...properties } = resource.properties;
  const origin = { logicalId: api, type: resource.type, path: 'Properties.Target' };
  const reader = readerAt(resource.properties, undefined, { origin: { ...origin, path: 'Properties' }, expansion });
  const routeKey = reader.optionalString('RouteKey') ?? '$default';
  const integration = integrationOf(target);
  const stage = { ApiId: { Ref: api }, StageName: '$default', AutoDeploy: true };
  const condition = resource.condition === undefined ? {} : { condition: resource.condition };
  const route = { routeKey, authorization: { type: 'NONE' }, integration, origin } as const;
  const made: readonly Entry[] = [
    [`${api}QuickCreateStage`, expanded('AWS::ApiGatewayV2::Stage', stage, origin)],
    ...planResources({ api, authorizers: [], routes: [route] }),
  ];
  return [
    [api, { ...resource, properties }],
    ...made.map(([logicalId, one]) => [logicalId, { ...one, ...condition }] as const),
  ];
}

function integrationOf(target: Json): { readonly [key: string]: Json } {
  const isUrl = typeof target === 'string' && /^https?:\/\//i.test(target);
  return isUrl
    ? { IntegrationType: 'HTTP_PROXY', IntegrationMethod: 'ANY', IntegrationUri: target, PayloadFormatVersion: '1.0' }
    : { IntegrationType: 'AWS_PROXY', IntegrationUri: target, PayloadFormatVersion: '2.0' };
}
