import type { Invoker, OtherApi } from './exemptions.ts';
import type { SynthFault } from './fault.ts';
import { readApiIds } from './internal/api-ids.ts';
import { checkAuthorizers } from './internal/check-authorizers.ts';
import { checkInvokers } from './internal/check-invokers.ts';
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
  /**
   * By logical ID of an API: the functions that it alone may invoke, as the template names them (`Ref`, `Fn::GetAtt`, a name
   * or an ARN). @default - not looked at
   */
  readonly functions?: Readonly<Record<string, readonly unknown[]>>;
  /** Who may invoke those functions besides, as the template names them. @default - their API alone */
  readonly alsoInvokedBy?: readonly Invoker[];
  /** `ApiId` values that are of other APIs. @default - what cannot be read counts as every API with a contract */
  readonly otherApis?: readonly OtherApi[];
  /** The account's quota "Routes per API". @default 300 */
  readonly routeQuota?: number;
}

/**
 * Finds in a CloudFormation template what deploys but must not, or never deploys: also what escape hatches and hand-made
 * resources did to it. Pure. `ScopedHttpApi` runs it over its own stack at every synth.
 *
 * What it cannot read counts as the unsafe value, and so does what is missing where an update may keep what was deployed
 * before. `Ref`, `Fn::GetAtt`, `Fn::Sub` and `Fn::Join` are read; `Fn::If`, `Fn::ImportValue` and the like are not.
 *
 * Not checked: other stacks that add routes to the API by its ID or permissions to its functions, identity policies (who
 * has `lambda:InvokeFunction` by a policy of its own role or user), what macros make of the template (`AWS::Serverless`,
 * `Fn::ForEach`), and what functions do.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function checkHttpApi(template: Template, expectation: HttpApiExpectation = {}): SynthFault[] {
  const { contracts = {}, responses = {}, functions = {}, alsoInvokedBy = [], otherApis = [] } = expectation;
  const apis = readApiIds(template, Object.keys({ ...contracts, ...responses }), otherApis);
  return [
    ...checkRoutes(template, apis, contracts),
    ...checkAuthorizers(template),
    ...checkResponses(template, { apis, contracts, responses }),
    ...Object.entries(functions).flatMap(([apiId, guarded]) =>
      checkInvokers(template, { apiId, functions: guarded, alsoInvokedBy }),
    ),
    ...checkResourcePolicies(template),
    ...checkQuotas(template, apis, expectation.routeQuota ?? 300),
  ];
}
