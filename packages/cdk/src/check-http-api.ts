import type { SynthFault } from './fault.ts';
import { checkAuthorizers } from './internal/check-authorizers.ts';
import { checkQuotas } from './internal/check-quotas.ts';
import { checkResourcePolicies } from './internal/check-resource-policies.ts';
import { checkResponses } from './internal/check-responses.ts';
import { checkRoutes } from './internal/check-routes.ts';
import type { ContractAuthorization } from './internal/routes.ts';
import type { Template } from './internal/template.ts';

/** What a template is held against. */
export interface HttpApiExpectation {
  /** By logical ID of an `AWS::ApiGatewayV2::Api`: route key to authorization type. @default - no API has a contract */
  readonly contracts?: ContractAuthorization;
  /** By logical ID of an API: what the authorizers of its contract's routes answer with. @default - not looked at */
  readonly responses?: Readonly<Record<string, 'simple' | 'policy'>>;
  /** The account's quota "Routes per API". @default 300 */
  readonly routeQuota?: number;
}

/**
 * Finds in a CloudFormation template what deploys but must not, or never deploys: also what escape hatches and hand-made
 * resources did to it. Pure. `ScopedHttpApi` runs it over its own stack at every synth.
 *
 * What it cannot read (an intrinsic where a type or a TTL stands) counts as the unsafe value.
 *
 * Not checked: other stacks that add routes to the API by its ID, an OpenAPI `Body`, and what functions do.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function checkHttpApi(template: Template, expectation: HttpApiExpectation = {}): SynthFault[] {
  const { contracts = {}, responses = {}, routeQuota = 300 } = expectation;
  return [
    ...checkRoutes(template, contracts),
    ...checkAuthorizers(template),
    ...checkResponses(template, contracts, responses),
    ...checkResourcePolicies(template),
    ...checkQuotas(template, routeQuota),
  ];
}
