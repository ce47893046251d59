import type { Template } from 'aws-cdk-lib/assertions';

/** The function that answers a route. */
export function functionOf(template: Template, routeKey: string) {
  const [found] = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { Description: routeKey } }),
  );
  return found?.['Properties'];
}

/** The policy statements of the function that answers a route, about the table whose logical ID starts with `table`. */
export function statementsAbout(table: string, template: Template, routeKey: string) {
  return statementsOf(template, routeKey).filter(({ Resource }) => Resource['Fn::GetAtt']?.[0]?.startsWith(table));
}

/** The policy statements of the function that answers a route. */
export function statementsOf(template: Template, routeKey: string) {
  const role = functionOf(template, routeKey)?.Role['Fn::GetAtt'][0];
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .map((policy) => policy['Properties'])
    .filter((policy) => policy.Roles.some((one: { Ref: string }) => one.Ref === role))
    .flatMap((policy) => policy.PolicyDocument.Statement);
}
