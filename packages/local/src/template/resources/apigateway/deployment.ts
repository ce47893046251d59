import { lowerCaseId } from '../../physical-id.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

/** A deployment of an API, which stages without `AutoDeploy` serve. */
export interface DeploymentPart {
  readonly apiId: string;
  readonly deploymentId: string;
  /** The stage that the deployment was made for. */
  readonly stageName?: string;
}

const deploymentIdLength = 6;
const deploymentId = (self: ResourceIdentity): string => lowerCaseId(self.at, deploymentIdLength);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-deployment.html */
export const deploymentType: ResourceType<DeploymentPart> = {
  type: 'AWS::ApiGatewayV2::Deployment',
  properties: {
    ...modelled('ApiId', 'StageName'),
    ...harmless('says nothing about requests', 'Description'),
  },
  ref: deploymentId,
  attributes: { DeploymentId: deploymentId },
  read: (properties, self) => {
    const stageName = properties.optionalString('StageName');
    return {
      apiId: properties.string('ApiId'),
      deploymentId: deploymentId(self),
      ...(stageName === undefined ? {} : { stageName }),
    };
  },
};
