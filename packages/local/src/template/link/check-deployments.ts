import { quote } from '../../runtime/index.ts';
import type { DeploymentPart } from '../resources/apigateway/deployment.ts';
import type { StagePart } from '../resources/apigateway/stage.ts';

/**
 * A stage serves every change at once (`AutoDeploy`), or a deployment of its API: here the routes of the template, as in its
 * first deployment. One without either serves nothing.
 */
export function checkDeployments(stages: readonly StagePart[], deployments: readonly DeploymentPart[]): void {
  for (const { properties, stage, apiId, autoDeploy, deploymentId } of stages) {
    const ofApi = deployments.filter((deployment) => deployment.apiId === apiId);
    const isKnown = ofApi.some((one) =>
      deploymentId === undefined ? one.stageName === stage.name : one.deploymentId === deploymentId,
    );
    if (deploymentId !== undefined && !isKnown) {
      properties.fault('DeploymentId', {
        rule: 'stage-deployment',
        what: `${quote(deploymentId)} is no deployment of the API in the assembly`,
        remedy:
          'Ref an AWS::ApiGatewayV2::Deployment of the API, or set AutoDeploy to true and leave DeploymentId out.',
      });
    } else if (!autoDeploy && !isKnown) {
      properties.fault('AutoDeploy', {
        rule: 'stage-without-auto-deploy',
        what: 'The stage serves nothing: it has neither AutoDeploy nor a deployment',
        remedy: 'Set AutoDeploy to true, or give it a DeploymentId.',
      });
    } else if (!autoDeploy) {
      properties.deviation(
        'DeploymentId',
        'The stage serves the routes of this template, not those of an earlier deployment.',
      );
    }
  }
}
