import { CfnResource, Stack } from 'aws-cdk-lib';
import type { Template, TemplateResource } from './template.ts';

const looked = ['AWS::ApiGatewayV2::', 'AWS::Lambda::'];

/**
 * The resources of a stack that the checks look at, as they will stand in the template: with overrides of properties,
 * which the attributes of a construct do not show.
 */
export function renderStack(stack: Stack): Template {
  const rendered = stack.node
    .findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node) && Stack.of(node) === stack)
    .filter((node) => looked.some((prefix) => node.cfnResourceType.startsWith(prefix)))
    .map((node) => stack.resolve(node._toCloudFormation()).Resources as Record<string, TemplateResource>);
  return { Resources: Object.assign({}, ...rendered) };
}
